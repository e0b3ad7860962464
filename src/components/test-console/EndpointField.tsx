import { useId } from 'react'
import { useDesign } from '../store/StoreContext.tsx'
import { endpointChoice, endpointsTo } from '../shared/callEndpoint.ts'
import { invokeUrl } from './curl.ts'
import { PlaceLink } from '../shared/PlaceLink.tsx'
import type { RequestDraft } from './requestDraft.ts'
import { kindOf } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'

/** Where the request is sent: the API's own endpoint, or a custom domain name. Nothing where there is no choice. */
export function EndpointField({
  tested,
  draft,
  stageName,
  onChange,
}: {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly stageName: string | undefined
  readonly onChange: (part: Partial<RequestDraft>) => void
}) {
  const id = useId()
  const domainNames = useDesign(({ access }) => access.domainNames)
  const choices = endpointsTo(domainNames, tested.api.id)
  const { endpoint } = draft
  if (choices.length === 0 && !endpoint) return null
  const chosen = endpoint && endpointChoice(domainNames, tested.api.id, endpoint)
  const choose = (key: string) => {
    const found = choices.find((choice) => choice.key === key)
    const next = found && { domainName: found.domainName, basePath: found.basePath }
    // a draft's endpoint goes with its last part
    onChange({ endpoint: next } as Partial<RequestDraft>)
  }
  return (
    <>
      <div className="gw-entry gw-choice">
        <label htmlFor={id}>Endpoint</label>
        <select
          id={id}
          value={chosen?.key ?? ''}
          disabled={draft.asTestInvoke}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">
            {invokeUrl(tested.api.id, stageName ?? kindOf(tested).usualStage)}
          </option>
          {choices.map(({ key, url, isMutualTls }) => (
            <option key={key} value={key}>
              {url}
              {isMutualTls ? ' (mutual TLS)' : ''}
            </option>
          ))}
          {chosen?.isGone && (
            <option value={chosen.key}>{chosen.url} (gone from the design)</option>
          )}
        </select>
      </div>
      {chosen && !draft.asTestInvoke && (
        <p className="gw-quiet">
          {chosen.isGone
            ? 'No mapping of the design leads there any more: the call is refused.'
            : chosen.stage === undefined
              ? 'The mapping names no stage: the one below goes before the path.'
              : `The mapping leads to the stage ${chosen.stage}, whichever is chosen below.`}{' '}
          <PlaceLink at={['access', 'domainNames', chosen.domainName, 'domainName']}>
            Show the domain name
          </PlaceLink>
        </p>
      )}
    </>
  )
}
