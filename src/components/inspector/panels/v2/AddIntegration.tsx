import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import {
  addRouteIntegration,
  httpIntegration,
  integrationSubtypes,
  lambdaFunctionNames,
  lambdaIntegration,
  privateIntegration,
  routeIntegrationKinds,
  routeMethods,
  serviceIntegration,
  updateRoute,
} from '../../../../model/index.ts'
import type {
  Design,
  Result,
  RouteIntegration,
  RouteIntegrationKind,
} from '../../../../model/index.ts'
import { createThing } from '../../../nouns/create.ts'
import { useDesign, useStores } from '../../../store/StoreContext.tsx'
import { AddRow } from '../../fields/AddRow.tsx'
import { choices } from '../../fields/fields.tsx'
import { integrationKindLabels } from './integrationWords.ts'

/** Creates an integration, and attaches it to a route when one is given. */
export function AddIntegration({
  apiId,
  routeId,
}: {
  readonly apiId: string
  readonly routeId?: string
}) {
  const stores = useStores()
  const design = useDesign((present) => present)
  const [kind, setKind] = useState<RouteIntegrationKind>('lambda')
  const at =
    routeId === undefined
      ? ['apis', apiId, 'integrations']
      : ['apis', apiId, 'routes', routeId, 'target']
  const list = routeId === undefined ? 'Integrations' : 'Integration of the route'
  const create = (settings: Omit<Parameters<typeof added>[2], 'id'>): Result<Design> => {
    const { edit, nextId } = stores.designStore.getState()
    const integration = { id: nextId(), ...settings }
    return edit('Create an integration', (present) => added(present, apiId, integration, routeId))
  }
  const verb = routeId === undefined ? 'Create' : 'Create and attach'
  const shared = { at, list, existing: [], button: verb, buttonLabel: `${verb} an integration` }
  const links = Object.values(design.access.vpcLinksV2)
  return (
    <fieldset className="gw-map-field">
      <legend>Create an integration</legend>
      <div className="gw-row gw-wrap gw-tight">
        <select
          aria-label="Type of the new integration"
          value={kind}
          onChange={(event) =>
            setKind(routeIntegrationKinds.find((each) => each === event.target.value) ?? kind)
          }
        >
          {routeIntegrationKinds.map((each) => (
            <option key={each} value={each}>
              {integrationKindLabels[each]}
            </option>
          ))}
        </select>
      </div>
      {kind === 'lambda' && (
        <AddRow
          {...shared}
          nameLabel="Function name"
          nameSuggestions={lambdaFunctionNames(design)}
          add={(name) => create(lambdaIntegration(name))}
        />
      )}
      {kind === 'http' && (
        <AddRow
          {...shared}
          nameLabel="URL"
          placeholder="https://example.com/pets"
          valueLabel="HTTP method"
          values={choices(routeMethods)}
          initialValue="ANY"
          add={(url, method) => create(httpIntegration(url, method))}
        />
      )}
      {kind === 'private' &&
        (links.length === 0 ? (
          <>
            <p className="gw-help">
              A private integration requires a VPC link for HTTP APIs. The design has none yet.
            </p>
            <div>
              <Button onClick={() => createThing(stores, 'vpcLinkV2')}>Create a VPC link</Button>
            </div>
          </>
        ) : (
          <AddRow
            {...shared}
            nameLabel="Target ARN"
            placeholder="Listener or Cloud Map service ARN"
            valueLabel="VPC link"
            values={links.map(({ id, name }) => ({ value: id, label: name }))}
            initialValue={links[0]?.id}
            add={(arn, linkId) => create(privateIntegration(arn, linkId))}
          />
        ))}
      {kind === 'service' && (
        <AddService verb={verb} create={(subtype) => create(serviceIntegration(subtype))} />
      )}
    </fieldset>
  )
}

function AddService({
  verb,
  create,
}: {
  readonly verb: string
  readonly create: (subtype: string) => Result<Design>
}) {
  const { designStore } = useStores()
  const subtypes = Object.keys(integrationSubtypes)
  const [subtype, setSubtype] = useState(subtypes[0] ?? '')
  const [refusal, setRefusal] = useState<string>()
  const add = () => {
    const result = create(subtype)
    setRefusal(result.ok ? undefined : result.problems[0]?.message)
    if (!result.ok) designStore.getState().dismissRefusal()
  }
  return (
    <>
      <div className="gw-row gw-wrap gw-tight">
        <select
          aria-label="Action of the new integration"
          value={subtype}
          onChange={(event) => setSubtype(event.target.value)}
        >
          {subtypes.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </div>
      {refusal !== undefined && (
        <p className="gw-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div>
        <Button iconName="add-plus" ariaLabel={`${verb} an integration`} onClick={add}>
          {verb}
        </Button>
      </div>
    </>
  )
}

/** The design with one more integration, which the route targets when one is given. */
function added(
  design: Design,
  apiId: string,
  integration: Partial<RouteIntegration> & Pick<RouteIntegration, 'id' | 'integrationType'>,
  routeId: string | undefined,
): Result<Design> {
  const created = addRouteIntegration(design, { apiId, integration })
  if (!created.ok || routeId === undefined) return created
  return updateRoute(created.value, { apiId, id: routeId, change: { target: integration.id } })
}
