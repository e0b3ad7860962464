import { lambdaFunctionNames, quickCreateRoute } from '../../../../model/index.ts'
import { useDesign, useStores } from '../../../store/StoreContext.tsx'
import { AddRow } from '../../fields/AddRow.tsx'

/** Sends every request of an API to one target: an integration, the route `$default` and a stage that deploys automatically. */
export function QuickCreate({ apiId }: { readonly apiId: string }) {
  const { designStore } = useStores()
  const design = useDesign((present) => present)
  return (
    <section className="gw-map-field" aria-label="Quick create">
      <h3>Quick create</h3>
      <p className="gw-help">
        Enter a function name or a URL. Adds the route $default with an integration, and the stage
        $default with automatic deployment.
      </p>
      <AddRow
        at={['apis', apiId]}
        list="Quick create"
        nameLabel="Target"
        placeholder="Function name or https:// URL"
        nameSuggestions={lambdaFunctionNames(design)}
        existing={[]}
        button="Quick create"
        buttonLabel="Quick create"
        add={(target) => {
          const { edit, nextId } = designStore.getState()
          const [routeId, integrationId] = [nextId(), nextId()]
          return edit('Quick create', (present) =>
            quickCreateRoute(present, { apiId, target, routeId, integrationId }),
          )
        }}
      />
    </section>
  )
}
