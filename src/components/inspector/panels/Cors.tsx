import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import { useMemo, useState } from 'react'
import { defaultCorsHeaders, enableCors } from '../../../model/index.ts'
import { PlaceLink } from '../../test-console/PlaceLink.tsx'
import { useDesign, useStores } from '../../store/StoreContext.tsx'
import { listed } from '../fields/lists.ts'

/** Enable CORS on a resource: what is allowed, what would change and why, and the button that does it as one step. */
export function Cors({
  apiId,
  resourceId,
}: {
  readonly apiId: string
  readonly resourceId: string
}) {
  const { designStore, viewStore } = useStores()
  const design = useDesign((present) => present)
  const [origin, setOrigin] = useState('*')
  const [headers, setHeaders] = useState(defaultCorsHeaders.join(', '))
  const [allowCredentials, setCredentials] = useState(false)
  const planned = useMemo(() => {
    const settings = { origin: origin.trim(), headers: listed(headers), allowCredentials }
    return enableCors(design, { apiId, resourceId, settings })
  }, [design, apiId, resourceId, origin, headers, allowCredentials])
  const changes = planned.ok ? planned.value.changes : []
  const isDone = planned.ok && planned.value.design === design
  const enable = () => {
    if (!planned.ok) return
    const result = designStore.getState().edit('Enable CORS', () => ({
      ok: true,
      value: planned.value.design,
      problems: [],
    }))
    if (!result.ok) return
    viewStore.getState().notify({
      type: 'success',
      text: 'CORS is enabled on the resource.',
      action: { label: 'Undo', run: () => designStore.getState().undo() },
    })
  }
  return (
    <ExpandableSection headerText="Enable CORS" headingTagOverride="h3">
      <div className="gw-fields">
        <p className="gw-help">
          Lets pages of another origin call this resource: browsers ask first (OPTIONS), and hide
          answers without the header.
        </p>
        <FormField label="Access-Control-Allow-Origin" description="* or https://app.example.com">
          <Input value={origin} onChange={({ detail }) => setOrigin(detail.value)} />
        </FormField>
        <FormField label="Access-Control-Allow-Headers" description="Separated by commas.">
          <Input value={headers} onChange={({ detail }) => setHeaders(detail.value)} />
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
            <p className="gw-help">What is done:</p>
            <ul className="gw-list" aria-label="What enabling CORS does">
              {changes.map(({ text, at, outcome }) => (
                <li key={text}>
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
            Enable CORS
          </Button>
        )}
      </div>
    </ExpandableSection>
  )
}
