import Button from '@cloudscape-design/components/button'
import { useDeferredValue, useState } from 'react'
import { nounAt, nouns, thingAddress, updateDesign } from '../../model/index.ts'
import { sharedNouns } from '../nouns/sharedNouns.ts'
import { useRun } from '../commands/runCommand.ts'
import { useDesign, useView } from '../store/StoreContext.tsx'
import { actsOnce } from '../ui/actsOnce.ts'
import { TextField, optional } from './fields/fields.tsx'
import { FormActionsContext, FormDelete } from './FormActions.tsx'
import { panels } from './panels/index.ts'
import './inspector.css'

/** The form of the selected thing. */
export function Inspector() {
  // what is selected is first shown where it stands, then its form
  const selected = useDeferredValue(useView((state) => state.selection))
  // a part of a method has no form of its own: the method's has all
  const selection = thingAddress(selected)
  const also = useDeferredValue(useView((state) => state.alsoSelected))
  const noun = useDesign((design) => nounAt(design, selection))
  const run = useRun()
  const [actions, setActions] = useState<HTMLElement | null>(null)
  if (also.length > 0) {
    return (
      <div className="gw-inspector" {...actsOnce}>
        <FormHead title={`${also.length + 1} items selected`} setActions={setActions} />
        <p className="gw-help">Delete removes all of them. One Undo brings them back.</p>
        <FormActionsContext value={actions}>
          <FormDelete label="Delete the selected items" onDelete={() => run('canvas.delete')} />
        </FormActionsContext>
      </div>
    )
  }
  if (noun === undefined) return <DesignPanel />
  const Form = panels[noun]
  return (
    <div className="gw-inspector" {...actsOnce} ref={toTop} key={selection.join('/')}>
      <FormHead title={nouns[noun].title} setActions={setActions} />
      <FormActionsContext value={actions}>
        <div className="gw-fields">
          <Form at={selection} />
        </div>
      </FormActionsContext>
    </div>
  )
}

/** The title of a form, with the place for the button that deletes its thing. */
function FormHead({
  title,
  setActions,
}: {
  readonly title: string
  readonly setActions: (place: HTMLElement | null) => void
}) {
  return (
    <div className="gw-form-head">
      <h2 tabIndex={-1}>{title}</h2>
      <div ref={setActions} />
    </div>
  )
}

/** Another thing's form begins at its top, wherever the one before was scrolled to. */
function toTop(form: HTMLElement | null): void {
  form?.closest('[data-region]')?.scrollTo({ top: 0 })
}

function DesignPanel() {
  const description = useDesign((design) => design.description)
  const run = useRun()
  return (
    <div className="gw-inspector" {...actsOnce}>
      <h2>Design</h2>
      <div className="gw-fields">
        <TextField
          at={['description']}
          label="Description"
          value={description ?? ''}
          edit={(value) => (design) => updateDesign(design, { description: optional(value) })}
        />
        <div className="gw-row gw-wrap gw-tight">
          <Button onClick={() => run('file.new-api')}>Create REST API</Button>
          <Button onClick={() => run('file.new-http-api')}>Create HTTP API</Button>
        </div>
        <AddAccess />
      </div>
    </div>
  )
}

function AddAccess() {
  const run = useRun()
  return (
    <fieldset className="gw-map-field">
      <legend>Add callers and access</legend>
      <p className="gw-help">Callers, usage limits and custom domain names of this design.</p>
      <div className="gw-row gw-wrap gw-tight">
        {sharedNouns.map((name) => (
          <Button key={name} onClick={() => run(`access.${name}`)}>
            {nouns[name].title}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
