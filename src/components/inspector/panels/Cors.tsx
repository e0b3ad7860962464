import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useMemo, useState } from 'react'
import { corsSettingsOf, defaultCorsHeaders, enableCors } from '../../../model/index.ts'
import { PlaceLink } from '../../shared/PlaceLink.tsx'
import { notifyEdit } from '../../store/editAndTell.ts'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { listed } from '../fields/lists.ts'
import { useFieldDraft } from '../../store/useTextDraft.ts'

const originLabel = 'Access-Control-Allow-Origin'
const headersLabel = 'Access-Control-Allow-Headers'

/** Enable CORS on a resource: what is allowed, what would change and why, and the button that does it as one step. */
export function Cors({
  apiId,
  resourceId,
}: {
  readonly apiId: string
  readonly resourceId: string
}) {
  const stores = useStores()
  const design = useDesign((present) => present)
  const present = useMemo(
    () => corsSettingsOf(design, { apiId, resourceId }),
    [design, apiId, resourceId],
  )
  // what is not typed is as the resource has it
  const at = ['apis', apiId, 'resources', resourceId]
  const originNow = present?.origin ?? '*'
  const headersNow = (present?.headers ?? defaultCorsHeaders).join(', ')
  const origin = useFieldDraft(at, originLabel)?.texts[0] ?? originNow
  const headers = useFieldDraft(at, headersLabel)?.texts[0] ?? headersNow
  const [typedCredentials, setCredentials] = useState<boolean>()
  const allowCredentials = typedCredentials ?? present?.allowCredentials ?? false
  const { put, drop } = stores.fieldDrafts.getState()
  const keep = (label: string, text: string, over: string) =>
    put({ at, label, texts: [text], over, awaitsButton: true })
  const planned = useMemo(() => {
    const settings = { origin: origin.trim(), headers: listed(headers), allowCredentials }
    return enableCors(design, { apiId, resourceId, settings })
  }, [design, apiId, resourceId, origin, headers, allowCredentials])
  const changes = planned.ok ? planned.value.changes : []
  const isDone = planned.ok && planned.value.design === design
  const enable = () => {
    if (!planned.ok) return
    const result = stores.designStore
      .getState()
      .edit(present ? 'Change CORS' : 'Enable CORS', () => ({
        ok: true,
        value: planned.value.design,
        problems: [],
      }))
    if (!result.ok) return
    drop(at, originLabel)
    drop(at, headersLabel)
    setCredentials(undefined)
    const text = present ? 'CORS of the resource is changed.' : 'CORS is enabled on the resource.'
    notifyEdit(stores, { type: 'success', text }, design)
  }
  return (
    <ExpandableSection headerText="Enable CORS" headingTagOverride="h3">
      <div className="gw-fields">
        <p className="gw-help">
          Lets pages of another origin call this resource: browsers ask first (OPTIONS), and hide
          answers without the header.{present && ` Now allowed: ${present.origin}.`}
        </p>
        <FormField label={originLabel} description="* or https://app.example.com">
          <Input
            value={origin}
            onChange={({ detail }) => keep(originLabel, detail.value, originNow)}
          />
        </FormField>
        <FormField label={headersLabel} description="Separated by commas.">
          <Input
            value={headers}
            onChange={({ detail }) => keep(headersLabel, detail.value, headersNow)}
          />
        </FormField>
        <Checkbox
          checked={allowCredentials}
          onChange={({ detail }) => setCredentials(detail.checked)}
        >
          Allow credentials
        </Checkbox>
        {!planned.ok && (
          <p className="gw-refusal" role="alert">
            {planned.problems[0]?.message}
          </p>
        )}
        {changes.length > 0 && (
          <>
            <p className="gw-help">
              {isDone ? 'What is left to you:' : 'What the button does, in one step of Undo:'}
            </p>
            <ul className="gw-list" aria-label="What enabling CORS does">
              {changes.map(({ text, at, outcome }) => (
                <li key={text} data-outcome={outcome}>
                  {outcome === 'kept' && <b>Left to you: </b>}
                  {text} {outcome === 'kept' && <PlaceLink at={at} about={text} />}
                </li>
              ))}
            </ul>
          </>
        )}
        {isDone ? (
          <p className="gw-help">CORS is enabled as above: nothing is left to change.</p>
        ) : (
          <Button disabled={!planned.ok} onClick={enable}>
            {present ? 'Change CORS' : 'Enable CORS'}
          </Button>
        )}
      </div>
    </ExpandableSection>
  )
}
