import { useDesign } from '../../../store/StoreContext.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { endpointsTo } from '../../../shared/callEndpoint.ts'
import { invokeUrl } from './invokeUrl.ts'
import type { RoutedApi } from './useRoutedApi.ts'

/** The URLs of a stage, to copy: its own, and those of custom domain names that lead to it. */
export function InvokeUrls({
  api,
  stageName,
}: {
  readonly api: RoutedApi
  readonly stageName: string
}) {
  const domainNames = useDesign(({ access }) => access.domainNames)
  const custom = endpointsTo(domainNames, api.id)
    .filter(({ stage }) => stage === stageName)
    .map(({ url }) => url)
  const urls = [...(api.disableExecuteApiEndpoint ? [] : [invokeUrl(api, stageName)]), ...custom]
  return (
    <div className="gw-map-field">
      <h3>Invoke URL</h3>
      {urls.length === 0 && (
        <p className="gw-help">
          None: the default endpoint is disabled, and no custom domain name leads to this stage.
        </p>
      )}
      {urls.map((url) => (
        <div key={url} className="gw-url">
          <code>{url}</code>
          <CopyButton label={`Copy ${url}`} text={() => url} />
        </div>
      ))}
    </div>
  )
}
