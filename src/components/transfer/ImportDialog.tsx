import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Textarea from '@cloudscape-design/components/textarea'
import { useRef, useState } from 'react'
import type { ClipboardEvent } from 'react'
import { exporters, openedFrom } from '../../model/index.ts'
import type {
  DocumentKind,
  Imported,
  Problem,
  PutMode,
  PutReview,
  TextPosition,
} from '../../model/index.ts'
import { acceptedFiles } from '../store/designFiles.ts'
import { notifyEdit } from '../store/editAndTell.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import type { KindQuestion } from '../store/viewStore.ts'
import { ApiKindDialog } from './ApiKindDialog.tsx'
import {
  lessGuardedSentence,
  problemsSentence,
  readWithKind,
  reviewInWorker,
  shownApi,
  takeOver,
} from '../files/openText.ts'
import type { ImportTarget } from '../files/openText.ts'
import type { AskKind } from '../store/kindReadings.ts'
import { PutReviewView } from './PutReviewView.tsx'
import { textOfFile } from '../files/readFile.ts'
import { inTransferWorker, mostCharacters, sizeRefusal } from '../files/transfer.ts'
import { useClearedNotices } from './useClearedNotices.ts'
import { useNoticeable } from './useNoticeable.ts'
import { plainReason } from '../ui/plainReason.ts'
import './transfer.css'

type BasePath = 'ignore' | 'prepend' | 'split'

const basePaths: { value: BasePath; label: string; description: string }[] = [
  { value: 'ignore', label: 'Ignore', description: 'Leave the base path out' },
  { value: 'prepend', label: 'Prepend', description: 'Put the base path before every path' },
  { value: 'split', label: 'Split', description: 'Put it there without its first part' },
]

type KindChoice = DocumentKind | 'CONTENT'

const kinds: { value: KindChoice; label: string; description: string }[] = [
  {
    value: 'CONTENT',
    label: 'By its content',
    description: 'You are asked where nothing in the document decides',
  },
  {
    value: 'REST',
    label: 'REST API',
    description: 'Resources with methods, models, request validation and templates',
  },
  {
    value: 'HTTP',
    label: 'HTTP API',
    description: 'Routes with proxy integrations and JWT authorizers; schemas have no effect',
  },
]

/** Characters of a pasted text that a field shows at once. */
const mostInField = 500_000

/** A document that was read, and what putting it over the shown API will do. */
interface Reviewed {
  readonly imported: Imported
  readonly mode: PutMode
  readonly review: PutReview
}

interface Source {
  /** What is read, as messages name it. */
  readonly name: string
  /** The text stands in the field, where a place in it can be shown. */
  readonly isField: boolean
}

/** Open a document: a file, pasted text, or what a URL answers. */
export function ImportDialog() {
  const stores = useStores()
  useClearedNotices()
  const screen = useView((state) => state.screen)
  const shownId = useView((state) => state.apiId)
  const shown = useDesign((design) => shownApi(design, shownId))
  const close = () => stores.viewStore.getState().change({ dialog: undefined })
  const [text, setText] = useState('')
  const [large, setLarge] = useState<string>()
  const [url, setUrl] = useState('')
  const [basepath, setBasepath] = useState<BasePath>('ignore')
  const [kind, setKind] = useState<KindChoice>('CONTENT')
  const [wanted, setWanted] = useState<ImportTarget>('new')
  const [source, setSource] = useState<Source>()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const [running, setRunning] = useState<AbortController>()
  const [reviewed, setReviewed] = useState<Reviewed>()
  const [question, setQuestion] = useState<KindQuestion>()
  const field = useRef<HTMLDivElement>(null)
  const isSlow = useNoticeable(running !== undefined)
  const openedAs = useDesign((design) => shown && openedFrom(design, shown)?.kind)
  const host = /^https?:\/\/([^/?#]+)/.exec(url)?.[1]

  const targets: { value: ImportTarget; label: string; description: string }[] = [
    {
      value: 'new',
      label: 'A new design',
      description: 'The present design stays saved in this browser',
    },
    { value: 'add', label: 'One more API of this design', description: 'Beside the APIs it has' },
    ...(shown
      ? [
          {
            value: 'merge' as const,
            label: `Merge into ${shown.name}`,
            description: 'Where both define something, the document wins; everything else is kept',
          },
          {
            value: 'overwrite' as const,
            label: `Overwrite ${shown.name}`,
            description: 'Everything but its stages and deployments is replaced',
          },
        ]
      : []),
  ]
  const isInDesign = screen === 'designer'
  const target = isInDesign && targets.some(({ value }) => value === wanted) ? wanted : 'new'

  /** Take over what was read, and say what became of it. */
  const finish = (imported: Imported, as: ImportTarget) => {
    const before = stores.designStore.getState().history.present
    const taken = takeOver(stores, imported, as)
    if (!taken.ok) {
      setReviewed(undefined)
      setProblems(taken.problems)
      return
    }
    const isLossy = imported.problems.some(({ severity }) => severity !== 'info')
    const sentence = problemsSentence(imported, as, shown?.name)
    const guarded =
      as === 'new'
        ? undefined
        : lessGuardedSentence(before, stores.designStore.getState().history.present)
    const notice = {
      type: isLossy || guarded !== undefined ? 'warning' : 'success',
      text: guarded === undefined ? sentence : `${sentence} ${guarded}`,
    } as const
    // an import into the open design is one step
    if (as === 'new') stores.viewStore.getState().notify(notice)
    else notifyEdit(stores, notice, before)
  }

  /** Read what a source gives, unless it is cancelled; the open design stays as it is until all is read. */
  const open = async (
    from: Source,
    give: (signal: AbortSignal) => Promise<string | readonly Problem[]>,
  ) => {
    const cancelling = new AbortController()
    setRunning(cancelling)
    setSource(from)
    setProblems([])
    try {
      const given = await give(cancelling.signal)
      if (typeof given !== 'string') {
        setProblems(given)
        return
      }
      const ask: AskKind = (readings) =>
        new Promise((answer) => setQuestion({ source: from.name, readings, answer }))
      const result = await readWithKind(given, ask, {
        basepath,
        signal: cancelling.signal,
        apiKind: kind === 'CONTENT' ? undefined : kind,
      })
      setQuestion(undefined)
      if (!result) return
      if (!result.ok) {
        setProblems(result.problems)
        return
      }
      if (target === 'merge' || target === 'overwrite') {
        const review = await reviewInWorker(stores, result.value, target, cancelling.signal)
        if (!review.ok) setProblems(review.problems)
        else setReviewed({ imported: result.value, mode: target, review: review.value })
        return
      }
      if (target === 'new') await stores.services.persistence.flush()
      finish(result.value, target)
    } catch (error) {
      const reason = plainReason(error)
      setProblems([
        {
          code: 'document/broken',
          message: `The document was not read: ${reason}.`,
          severity: 'error',
          at: [],
        },
      ])
    } finally {
      setRunning(undefined)
    }
  }

  const openText = () =>
    open({ name: 'The text', isField: large === undefined }, () => Promise.resolve(large ?? text))
  const openFile = (file: File) =>
    open({ name: file.name, isField: false }, (): Promise<string | readonly Problem[]> => {
      const refusal = sizeRefusal(file.size)
      if (refusal === undefined) return textOfFile(file)
      return Promise.resolve([
        { code: 'document/too-large', message: refusal, severity: 'error', at: [] },
      ])
    })
  const openUrl = () =>
    open({ name: 'The URL', isField: false }, async (signal) => {
      const result = await inTransferWorker(
        (transfer) => transfer.fetch(url, mostCharacters),
        signal,
        'Fetching',
      )
      return result.ok ? result.value : result.problems
    })

  // a field with megabytes in it would stop the page
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text/plain')
    if (pasted.length <= mostInField) return
    event.preventDefault()
    setLarge(pasted)
  }
  const showPlace = ({ line, column }: TextPosition) => {
    const area = field.current?.querySelector('textarea')
    if (!area) return
    const before = area.value.split('\n').slice(0, line - 1)
    const at = before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1
    area.focus()
    area.setSelectionRange(at, Math.min(at + 1, area.value.length))
  }

  if (question) return <ApiKindDialog {...question} />
  if (reviewed && shown) {
    const isMerge = reviewed.mode === 'merge'
    const isTemplate = openedAs === 'sam' || openedAs === 'cloudformation'
    return (
      <Modal
        visible
        size="large"
        onDismiss={close}
        closeAriaLabel="Close"
        header={isMerge ? `Merge into ${shown.name}` : `Overwrite ${shown.name}`}
        footer={
          <div className="gw-dialog-footer">
            <div />
            <SpaceBetween direction="horizontal" size="xs">
              <Button variant="link" onClick={() => setReviewed(undefined)}>
                Back
              </Button>
              <Button variant="primary" onClick={() => finish(reviewed.imported, reviewed.mode)}>
                {isMerge ? 'Merge' : 'Overwrite'}
              </Button>
            </SpaceBetween>
          </div>
        }
      >
        <PutReviewView
          review={reviewed.review}
          apiName={shown.name}
          templateOf={isTemplate ? exporters[openedAs].label : undefined}
        />
      </Modal>
    )
  }
  return (
    <Modal
      visible
      size="large"
      onDismiss={() => {
        running?.abort()
        close()
      }}
      closeAriaLabel="Close"
      header="Open or import"
      footer={
        <div className="gw-dialog-footer">
          <div aria-live="polite">
            {isSlow && (
              <StatusIndicator type="loading">Reading {source?.name ?? ''} …</StatusIndicator>
            )}
          </div>
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => (running ? running.abort() : close())}>
              {running ? 'Cancel reading' : 'Cancel'}
            </Button>
            <Button
              variant="primary"
              loading={running !== undefined}
              loadingText="Reading"
              disabled={large === undefined && text.trim() === ''}
              onClick={() => void openText()}
            >
              Open
            </Button>
          </SpaceBetween>
        </div>
      }
    >
      <SpaceBetween size="m">
        <Box color="text-body-secondary">
          OpenAPI 3.0 or Swagger 2.0 with the x-amazon-apigateway extensions, a CloudFormation or
          SAM template, in JSON or YAML, or a saved design. Nothing is uploaded.
        </Box>
        {problems.length > 0 && (
          <Alert
            type={problems[0]?.code === 'document/cancelled' ? 'info' : 'error'}
            header={`${source?.name ?? 'The document'} was not opened`}
          >
            <ul className="gw-list">
              {problems.slice(0, 10).map((problem, i) => (
                <li key={i}>
                  {problem.message}{' '}
                  {source?.isField && problem.position && (
                    <Button
                      variant="inline-link"
                      onClick={() => problem.position && showPlace(problem.position)}
                    >
                      Show line {problem.position.line}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <div className="gw-file-row">
          <label className="gw-file-button">
            Choose a file
            <input
              type="file"
              accept={acceptedFiles}
              disabled={running !== undefined}
              onChange={(event) => {
                const [file] = event.target.files ?? []
                // so that choosing the same file again is a choice too
                event.target.value = ''
                if (file) void openFile(file)
              }}
            />
          </label>
          <Box color="text-body-secondary">or drop one anywhere in the window</Box>
        </div>
        {large === undefined ? (
          <div ref={field} className="gw-document-field" onPaste={onPaste}>
            <FormField stretch label="Document" description="Paste the text of a document.">
              <Textarea
                value={text}
                rows={8}
                spellcheck={false}
                placeholder={'openapi: 3.0.1\ninfo: …'}
                onChange={({ detail }) => setText(detail.value)}
              />
            </FormField>
          </div>
        ) : (
          <FormField stretch label="Document">
            <div className="gw-file-row">
              <Box>{(large.length / 1024 / 1024).toFixed(1)} MB of text were pasted.</Box>
              <Button onClick={() => setLarge(undefined)}>Remove the text</Button>
            </div>
          </FormField>
        )}
        <FormField
          stretch
          label="URL"
          description={
            host === undefined
              ? 'The address of a document. It is fetched from this page, and only when you ask.'
              : `${host} is asked from this page, without cookies.`
          }
        >
          <div className="gw-row">
            <div className="gw-grow">
              <Input
                value={url}
                type="url"
                placeholder="https://"
                onChange={({ detail }) => setUrl(detail.value)}
                onKeyDown={({ detail }) => {
                  if (detail.key === 'Enter' && host !== undefined && !running) void openUrl()
                }}
              />
            </div>
            <Button
              disabled={host === undefined || running !== undefined}
              onClick={() => void openUrl()}
            >
              Fetch and open
            </Button>
          </div>
        </FormField>
        <ColumnLayout columns={isInDesign ? 3 : 2}>
          {isInDesign && (
            <FormField stretch label="Open as">
              <Select
                selectedOption={targets.find(({ value }) => value === target) ?? null}
                options={targets}
                triggerVariant="option"
                onChange={({ detail }) =>
                  setWanted(
                    targets.find(({ value }) => value === detail.selectedOption.value)?.value ??
                      'new',
                  )
                }
              />
            </FormField>
          )}
          <FormField stretch label="Base path of the document">
            <Select
              selectedOption={basePaths.find(({ value }) => value === basepath) ?? null}
              options={basePaths}
              triggerVariant="option"
              onChange={({ detail }) =>
                setBasepath(
                  basePaths.find(({ value }) => value === detail.selectedOption.value)?.value ??
                    'ignore',
                )
              }
            />
          </FormField>
          <FormField stretch label="Kind of API in OpenAPI 3.0">
            <Select
              selectedOption={kinds.find(({ value }) => value === kind) ?? null}
              options={kinds}
              triggerVariant="option"
              onChange={({ detail }) =>
                setKind(
                  kinds.find(({ value }) => value === detail.selectedOption.value)?.value ??
                    'CONTENT',
                )
              }
            />
          </FormField>
        </ColumnLayout>
      </SpaceBetween>
    </Modal>
  )
}
