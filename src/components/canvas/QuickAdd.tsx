import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import type { FormEvent } from 'react'
import {
  addBackend,
  addResourcePath,
  backendsOf,
  connectBackend,
  renameResource,
  resourcePath,
  resourcesByPath,
} from '../../model/index.ts'
import type { BackendKind, Design, Result, RestApi } from '../../model/index.ts'
import { selectedResource } from '../commands/canvas.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { methodRefOf } from '../store/viewStore.ts'
import type { QuickAdd as QuickAddKind } from '../store/viewStore.ts'

const kinds: { value: string; label: string }[] = [
  { value: 'http', label: 'HTTP endpoint' },
  { value: 'lambda', label: 'Lambda function' },
  { value: 'dynamodb', label: 'DynamoDB' },
  { value: 'sqs', label: 'SQS' },
  { value: 'sns', label: 'SNS' },
  { value: 'kinesis', label: 'Kinesis' },
  { value: 'states', label: 'Step Functions' },
  { value: 'events', label: 'EventBridge' },
  { value: 's3', label: 'S3' },
]

const titles = {
  resource: 'Add a resource',
  backend: 'Add a backend',
  rename: 'Rename the resource',
  connect: 'Connect to a backend',
} as const

/** The small form over the canvas: one line, Enter does it, Escape leaves it. */
export function QuickAdd({ kind, api }: { readonly kind: QuickAddKind; readonly api: RestApi }) {
  const stores = useStores()
  const { designStore, viewStore } = stores
  const design = useDesign((present) => present)
  const target = selectedResource(stores)
  const selectedPath = target ? resourcePath(api, target.resourceId) : '/'
  const backends = backendsOf(design, api.id)
  const [text, setText] = useState(
    kind === 'rename' ? (api.resources[target?.resourceId ?? '']?.pathPart ?? '') : '',
  )
  const [choice, setChoice] = useState(kind === 'connect' ? (backends[0]?.key ?? '') : 'http')
  const [refusal, setRefusal] = useState<string>()
  const close = () => {
    viewStore.getState().change({ quickAdd: undefined })
    document.querySelector<HTMLElement>('[data-scope="canvas"]')?.focus()
  }
  const edit = (label: string, operation: (present: Design) => Result<Design>): boolean => {
    const result = designStore.getState().edit(label, operation)
    setRefusal(result.ok ? undefined : result.problems[0]?.message)
    return result.ok
  }
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const { nextId } = designStore.getState()
    if (kind === 'resource') {
      const path = text.startsWith('/')
        ? text
        : `${selectedPath === '/' ? '' : selectedPath}/${text}`
      if (
        text.trim() === '' ||
        !edit(`Add ${path}`, (present) => addResourcePath(present, { apiId: api.id, path, nextId }))
      )
        return
      const after = designStore.getState().history.present.apis[api.id]
      const added =
        after?.protocol === 'REST'
          ? resourcesByPath(after).find((each) => each.path === path.replace(/\/$/, ''))
          : undefined
      if (added) viewStore.getState().select(['apis', api.id, 'resources', added.resource.id])
    } else if (kind === 'rename' && target) {
      if (
        !edit(`Rename to ${text}`, (present) =>
          renameResource(present, { ...target, pathPart: text }),
        )
      )
        return
    } else if (kind === 'connect') {
      const ref = methodRefOf(viewStore.getState().selection)
      if (
        !ref ||
        !edit('Connect to a backend', (present) =>
          connectBackend(present, { ...ref, backendKey: choice }),
        )
      )
        return
    } else if (kind === 'backend') {
      const name =
        choice === 'http'
          ? text.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
          : choice === 'lambda'
            ? text
            : choice
      const key =
        choice === 'http'
          ? `http:${name}`
          : choice === 'lambda'
            ? `lambda:${name}`
            : `aws:${choice}`
      const backend = { key, name, kind: choice as BackendKind, mode: 'canned' as const } // one of the list
      if (name.trim() === '' || !edit(`Add ${name}`, (present) => addBackend(present, { backend })))
        return
      viewStore.getState().select(['backends', key])
    }
    close()
  }
  const needsText =
    kind !== 'connect' && !(kind === 'backend' && choice !== 'http' && choice !== 'lambda')
  const options =
    kind === 'connect' ? backends.map(({ key, name }) => ({ value: key, label: name })) : kinds
  const label =
    kind === 'backend'
      ? choice === 'http'
        ? 'Address'
        : 'Name of the function'
      : kind === 'rename'
        ? 'Path part'
        : 'Path'
  return (
    <form
      className="gw-quick-add"
      aria-label={titles[kind]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close()
      }}
    >
      <h3>{titles[kind]}</h3>
      {(kind === 'backend' || kind === 'connect') && (
        <FormField
          label={kind === 'backend' ? 'Kind' : 'Backend'}
          errorText={needsText ? undefined : refusal}
        >
          <Select
            selectedOption={options.find(({ value }) => value === choice) ?? null}
            options={options}
            empty="There is no backend yet: add one first."
            onChange={({ detail }) => setChoice(detail.selectedOption.value ?? '')}
          />
        </FormField>
      )}
      {needsText && (
        <FormField
          label={label}
          errorText={refusal}
          constraintText={
            kind === 'resource'
              ? `Below ${selectedPath}, or from the root with a leading slash. {petId} is a path variable, {proxy+} takes the rest.`
              : undefined
          }
        >
          <Input
            value={text}
            autoFocus
            placeholder={
              kind === 'resource'
                ? 'pets/{petId}'
                : kind === 'backend' && choice === 'http'
                  ? 'https://api.example.com'
                  : ''
            }
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
      )}
      <div className="gw-row">
        <Button variant="primary" onClick={() => submit()}>
          {kind === 'rename' ? 'Rename' : kind === 'connect' ? 'Connect' : 'Add'}
        </Button>
        <Button variant="link" onClick={close}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
