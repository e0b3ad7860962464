import {
  addRoute,
  addRouteAuthorizer,
  addRouteStage,
  jwtAuthorizer,
  lambdaAuthorizer,
  routeMethods,
} from '../../../../model/index.ts'
import type { Design, Result } from '../../../../model/index.ts'
import { useStores } from '../../../store/StoreContext.tsx'
import { momentText } from '../../../ui/moment.ts'
import { AddRow } from '../../fields/AddRow.tsx'
import { choices } from '../../fields/fields.tsx'
import { AddIntegration } from './AddIntegration.tsx'
import { integrationLabel } from './integrationWords.ts'
import { Links } from './Links.tsx'
import type { RoutedApi } from './useRoutedApi.ts'

interface PartsProps {
  readonly api: RoutedApi
}

/** The routes of an API, and a row to add one. */
export function RoutesOfApi({ api }: PartsProps) {
  const { designStore } = useStores()
  const integrationOf = (target: string | undefined) =>
    target === undefined ? undefined : api.integrations[target]
  const create = (routeKey: string): Result<Design> => {
    const { edit, nextId } = designStore.getState()
    const route = { id: nextId(), routeKey }
    return edit(`Add the route ${routeKey}`, (design) => addRoute(design, { apiId: api.id, route }))
  }
  return (
    <section className="gw-map-field" aria-label="Routes">
      <h3>Routes</h3>
      <Links
        label="Routes of the API"
        empty="No routes yet. A request without a matching route gets 404."
        items={Object.values(api.routes).map(({ id, routeKey, target }) => {
          const integration = integrationOf(target)
          return {
            at: ['apis', api.id, 'routes', id],
            text: routeKey,
            note: integration ? `→ ${integrationLabel(integration)}` : 'no integration',
          }
        })}
      />
      {api.protocol === 'HTTP' ? (
        <AddRow
          at={['apis', api.id, 'routes']}
          list="Routes"
          nameLabel="Path"
          placeholder="Path: /pets/{petId}"
          nameSuggestions={['/', '/{proxy+}', '$default']}
          valueLabel="Method"
          values={choices(routeMethods)}
          initialValue="GET"
          existing={[]}
          button="Add a route"
          buttonLabel="Add a route"
          add={(path, method) => create(path === '$default' ? path : `${method} ${path}`)}
        />
      ) : (
        <AddRow
          at={['apis', api.id, 'routes']}
          list="Routes"
          nameLabel="Route key"
          nameSuggestions={['$connect', '$disconnect', '$default']}
          existing={Object.values(api.routes).map(({ routeKey }) => routeKey)}
          button="Add a route"
          buttonLabel="Add a route"
          add={create}
        />
      )}
    </section>
  )
}

/** The integrations of an API. */
export function IntegrationsOfApi({ api }: PartsProps) {
  const usersOf = (id: string) =>
    Object.values(api.routes).filter(({ target }) => target === id).length
  return (
    <section className="gw-map-field" aria-label="Integrations">
      <h3>Integrations</h3>
      <Links
        label="Integrations of the API"
        empty="No integrations yet."
        items={Object.values(api.integrations).map((integration) => {
          const count = usersOf(integration.id)
          return {
            at: ['apis', api.id, 'integrations', integration.id],
            text: integrationLabel(integration),
            note: count === 0 ? 'not used' : count === 1 ? 'for 1 route' : `for ${count} routes`,
          }
        })}
      />
      {api.protocol === 'HTTP' && <AddIntegration apiId={api.id} />}
    </section>
  )
}

const authorizerTypes = [
  { value: 'JWT', label: 'JWT' },
  { value: 'REQUEST', label: 'Lambda' },
]

/** The authorizers of an API, and a row to add one. */
export function AuthorizersOfApi({ api }: PartsProps) {
  const { designStore, viewStore } = useStores()
  const create = (name: string, type: string): Result<Design> => {
    const { edit, nextId } = designStore.getState()
    const id = nextId()
    const result = edit(`Add the authorizer ${name}`, (design) => {
      const settings = type === 'JWT' ? jwtAuthorizer(design) : lambdaAuthorizer(design)
      return addRouteAuthorizer(design, { apiId: api.id, authorizer: { id, name, ...settings } })
    })
    // its issuer or its function is chosen in its form
    if (result.ok) viewStore.getState().select(['apis', api.id, 'authorizers', id])
    return result
  }
  return (
    <section className="gw-map-field" aria-label="Authorizers">
      <h3>Authorizers</h3>
      <Links
        label="Authorizers of the API"
        empty="No authorizers yet. Routes can also use IAM authorization."
        items={Object.values(api.authorizers).map(({ id, name, authorizerType }) => ({
          at: ['apis', api.id, 'authorizers', id],
          text: name,
          note: authorizerType === 'JWT' ? 'JWT' : 'Lambda',
        }))}
      />
      {api.protocol === 'HTTP' && (
        <AddRow
          at={['apis', api.id, 'authorizers']}
          list="Authorizers"
          nameLabel="Authorizer name"
          valueLabel="Type"
          values={authorizerTypes}
          initialValue="JWT"
          existing={Object.values(api.authorizers).map(({ name }) => name)}
          button="Add an authorizer"
          buttonLabel="Add an authorizer"
          add={create}
        />
      )}
    </section>
  )
}

/** The stages of an API, and a row to add one. */
export function StagesOfApi({ api }: PartsProps) {
  const { designStore } = useStores()
  const isHttp = api.protocol === 'HTTP'
  return (
    <section className="gw-map-field" aria-label="Stages">
      <h3>Stages</h3>
      <Links
        label="Stages of the API"
        empty="No stages yet. Clients reach the API through a stage."
        items={Object.values(api.stages).map(({ stageName, autoDeploy }) => ({
          at: ['apis', api.id, 'stages', stageName],
          text: stageName,
          ...(autoDeploy && { note: 'automatic deployment' }),
        }))}
      />
      <AddRow
        at={['apis', api.id, 'stages']}
        list="Stages"
        nameLabel="Stage name"
        {...(isHttp && { nameSuggestions: ['$default'] })}
        existing={Object.keys(api.stages)}
        button="Add a stage"
        buttonLabel="Add a stage"
        add={(stageName) =>
          designStore
            .getState()
            .edit(`Add the stage ${stageName}`, (design) =>
              addRouteStage(design, { apiId: api.id, stage: { stageName, autoDeploy: isHttp } }),
            )
        }
      />
    </section>
  )
}

/** The deployments of an API, the newest first. */
export function DeploymentsOfApi({ api }: PartsProps) {
  const deployments = Object.values(api.deployments).toSorted((left, right) =>
    right.createdDate.localeCompare(left.createdDate),
  )
  return (
    <section className="gw-map-field" aria-label="Deployments">
      <h3>Deployments</h3>
      <Links
        label="Deployments of the API"
        empty="No deployments yet. A stage without automatic deployment creates one in its form."
        items={deployments.map(({ id, createdDate, description }) => ({
          at: ['apis', api.id, 'deployments', id],
          text: momentText(createdDate),
          ...(description !== undefined && { note: description }),
        }))}
      />
    </section>
  )
}
