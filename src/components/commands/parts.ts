import { addRouteDeployment, idsOf, isAtPlace, isOfProtocol, nounOf } from '../../model/index.ts'
import type { HttpApi, NounName, WebSocketApi } from '../../model/index.ts'
import { anyShownApi } from '../canvas/verbs.ts'
import { createThing } from '../nouns/create.ts'
import { editAndTell } from '../store/editAndTell.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { Command } from './command.ts'

/** Parts of APIs that a command adds under a free name. What is added on the map has commands of its own. */
const addedParts = [
  'model',
  'requestValidator',
  'authorizer',
  'stage',
  'routeIntegration',
  'routeAuthorizer',
  'routeStage',
] as const satisfies readonly NounName[]

function isEditable({ viewStore, designStore }: Stores): boolean {
  return viewStore.getState().screen === 'designer' && !designStore.getState().readOnly
}

/** Adding parts to the shown API, and deploying it. */
export const partCommands: readonly Command[] = [
  ...addedParts.map((name): Command => {
    const { title } = nounOf(name)
    return {
      id: `part.${name}`,
      label: `Add ${title.toLowerCase()}`,
      group: 'Design',
      enabled: (stores) => {
        const api = anyShownApi(stores)
        return isEditable(stores) && api !== undefined && isOfProtocol(name, api.protocol)
      },
      run: (stores) => {
        createThing(stores, name, anyShownApi(stores)?.id)
      },
    }
  }),
  {
    id: 'part.deploy',
    label: 'Deploy the API',
    group: 'Design',
    enabled: (stores) => isEditable(stores) && deployable(stores) !== undefined,
    run: (stores) => {
      const target = deployable(stores)
      if (target) deployTo(stores, target)
    },
  },
]

interface Target {
  readonly api: HttpApi | WebSocketApi
  readonly stageName: string
}

/** The stage that a deployment goes to: the selected one, else the first that does not deploy automatically. */
function deployable(stores: Stores): Target | undefined {
  const api = anyShownApi(stores)
  if (!api || api.protocol === 'REST') return undefined
  const { selection } = stores.viewStore.getState()
  const selectedName = isAtPlace('routeStage', selection) && idsOf('routeStage', selection).at(-1)
  const manual = Object.values(api.stages).filter(({ autoDeploy }) => !autoDeploy)
  const selected = manual.find(({ stageName }) => stageName === selectedName)
  const stageName = (selected ?? manual[0])?.stageName
  return stageName === undefined ? undefined : { api, stageName }
}

function deployTo(stores: Stores, { api, stageName }: Target): void {
  const deploymentId = stores.designStore.getState().nextId()
  const createdDate = new Date(stores.services.now()).toISOString()
  editAndTell(
    stores,
    `Deploy to ${stageName}`,
    (design) => addRouteDeployment(design, { apiId: api.id, stageName, deploymentId, createdDate }),
    { text: `Deployed the API to ${stageName}.`, offersUndo: false },
  )
}
