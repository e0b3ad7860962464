import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'
import type { Problem } from '../../model/index.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import { addToDesign, problemsSentence, readInWorker, showDesign } from './openText.ts'

type BasePath = 'ignore' | 'prepend' | 'split'

const basePaths: { value: BasePath; label: string; description: string }[] = [
  { value: 'ignore', label: 'Ignore', description: 'Leave the base path out' },
  { value: 'prepend', label: 'Prepend', description: 'Put the base path before every path' },
  { value: 'split', label: 'Split', description: 'Put it there without its first part' },
]

/** Open a document: a file, pasted text, or what a URL answers. */
export function ImportDialog() {
  const stores = useStores()
  const screen = useView((state) => state.screen)
  const close = () => stores.viewStore.getState().change({ dialog: undefined })
  const [text, setText] = useState('')
  const [url, setUrl] = useState('')
  const [basepath, setBasepath] = useState<BasePath>('ignore')
  const [target, setTarget] = useState<'new' | 'add'>('new')
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [running, setRunning] = useState<AbortController | undefined>()

  const read = async (document: string) => {
    const controller = new AbortController()
    setRunning(controller)
    setProblems([])
    const result = await readInWorker(document, basepath, controller.signal)
    setRunning(undefined)
    if (!result.ok) {
      setProblems(result.problems)
      return
    }
    if (target === 'add' && screen === 'designer') {
      const added = addToDesign(stores, result.value)
      if (!added.ok) {
        setProblems(added.problems)
        return
      }
    } else {
      await stores.services.persistence.flush()
      showDesign(stores, result.value)
    }
    stores.viewStore.getState().notify({ type: 'success', text: problemsSentence(result.value) })
  }

  const fetchUrl = async () => {
    const controller = new AbortController()
    setRunning(controller)
    setProblems([])
    try {
      const response = await fetch(url, { signal: controller.signal, credentials: 'omit' })
      if (!response.ok) throw new Error(`the server answered ${response.status}`)
      await read(await response.text())
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      setRunning(undefined)
      const message = `${url} could not be fetched (${reason}). The server has to allow pages of other origins (CORS); else download the document and open the file.`
      setProblems([{ code: 'document/unreachable', message, severity: 'error', at: [] }])
    }
  }

  return (
    <Modal
      visible
      size="large"
      onDismiss={close}
      closeAriaLabel="Close"
      header="Open or import"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => (running ? running.abort() : close())}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={running !== undefined}
              disabled={text.trim() === ''}
              onClick={() => void read(text)}
            >
              Open
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Box>
          OpenAPI 3.0 or Swagger 2.0 with the x-amazon-apigateway extensions, a CloudFormation or
          SAM template, JSON or YAML, or a saved design. Nothing is uploaded.
        </Box>
        <label className="gw-file-button">
          Choose a file
          <input
            type="file"
            accept=".json,.yaml,.yml"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void file.text().then(read)
            }}
          />
        </label>
        <FormField stretch label="Document" description="Paste the text of a document.">
          <Textarea
            value={text}
            rows={8}
            spellcheck={false}
            placeholder={'openapi: 3.0.1\ninfo: …'}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        <FormField
          stretch
          label="URL"
          description={`Asks ${/^https?:\/\/([^/]+)/.exec(url)?.[1] ?? 'the host'} from this page.`}
        >
          <div className="gw-row">
            <div className="gw-grow">
              <Input
                value={url}
                type="url"
                placeholder="https://"
                onChange={({ detail }) => setUrl(detail.value)}
              />
            </div>
            <Button disabled={!/^https?:\/\//.test(url)} onClick={() => void fetchUrl()}>
              Fetch and open
            </Button>
          </div>
        </FormField>
        <FormField
          stretch
          label="Base path"
          description="What becomes of the base path of the document."
        >
          <Select
            selectedOption={basePaths.find(({ value }) => value === basepath) ?? null}
            options={basePaths}
            onChange={({ detail }) =>
              setBasepath(
                basePaths.find(({ value }) => value === detail.selectedOption.value)?.value ??
                  'ignore',
              )
            }
          />
        </FormField>
        {screen === 'designer' && (
          <FormField stretch label="Open as">
            <RadioGroup
              value={target}
              items={[
                {
                  value: 'new',
                  label: 'A new design',
                  description: 'The present design stays saved in this browser.',
                },
                { value: 'add', label: 'One more API of this design' },
              ]}
              onChange={({ detail }) => setTarget(detail.value === 'add' ? 'add' : 'new')}
            />
          </FormField>
        )}
        {problems.length > 0 && (
          <Alert type="error" header="The document could not be opened">
            <ul className="gw-list">
              {problems.slice(0, 10).map((problem, i) => (
                <li key={i}>{problem.message}</li>
              ))}
            </ul>
          </Alert>
        )}
      </SpaceBetween>
    </Modal>
  )
}
