import {
  apiIdOf,
  connectionAddress,
  isAtPlace,
  isThingOf,
  isWithin,
  pathInThing,
  sameAddress,
} from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import type { Station } from '../../../simulator/index.ts'
import type { Direction } from '../map/walk.ts'
import type { FlowShape } from './graph.ts'

/** Where an arrow key leads in a flow; `undefined` at its edge. */
export function walkFlow(
  shape: FlowShape,
  from: Station,
  direction: Direction,
): Station | undefined {
  const column = shape.columns.find(({ request, below, response }) =>
    [request, below, response].includes(from),
  )
  if (!column) return undefined
  if (direction === 'down' || direction === 'up') {
    const stack = [...new Set([column.request, column.below, column.response])].filter(
      (station) => station !== undefined,
    )
    return stack[stack.indexOf(from) + (direction === 'down' ? 1 : -1)]
  }
  const rowOf = {
    request: (each: typeof column) => each.request,
    below: (each: typeof column) => each.below ?? each.request,
    response: (each: typeof column) => each.response,
  }
  const name = column.request === from ? 'request' : column.below === from ? 'below' : 'response'
  const index = shape.columns.indexOf(column)
  const beyond =
    direction === 'right' ? shape.columns.slice(index + 1) : shape.columns.slice(0, index).reverse()
  return beyond.map(rowOf[name]).find((station) => station !== undefined)
}

/** The station of a flow where an address is configured; `undefined` where none is. */
export function stationOf(at: Address): Station | undefined {
  const [property, inner] = pathInThing(at)
  if (isAtPlace('method', at)) return methodStation(property, inner)
  if (isAtPlace('route', at)) return routeStation(property)
  if (isAtPlace('routeIntegration', at)) return integrationStation(property)
  if (isAtPlace('resource', at)) return 'methodRequest'
  return property === 'corsConfiguration' ? 'cors' : undefined
}

function methodStation(property: string | undefined, inner: string | undefined): Station {
  switch (property) {
    case 'integration':
      return inner === 'integrationResponses' ? 'integrationResponse' : 'integrationRequest'
    case 'methodResponses':
      return 'methodResponse'
    case 'authorizationType':
    case 'authorizerId':
    case 'authorizationScopes':
    case 'apiKeyRequired':
      return 'authorizer'
    default:
      return 'methodRequest'
  }
}

function routeStation(property: string | undefined): Station {
  switch (property) {
    case 'authorizationType':
    case 'authorizerId':
    case 'authorizationScopes':
      return 'authorizer'
    case 'target':
      return 'integration'
    default:
      return 'route'
  }
}

function integrationStation(property: string | undefined): Station {
  switch (property) {
    case 'requestParameters':
      return 'requestMapping'
    case 'responseParameters':
      return 'responseMapping'
    default:
      return 'integration'
  }
}

/** The station that stands for the method or the route itself. */
function entryStation(entryAt: Address): Station {
  return stationOf(entryAt) ?? 'client'
}

/** The station to mark: the one that was chosen last, unless something of another one is selected now. */
export function shownStation(
  entryAt: Address,
  chosen: Station | undefined,
  selection: Address,
): Station {
  const station = isOfEntry(entryAt, selection) ? stationOf(selection) : undefined
  if (station === undefined) return chosen ?? entryStation(entryAt)
  // client and the entry's own station share an address; so do a backend that is not there and the integration
  if (sameAddress(selection, entryAt)) return chosen === 'client' ? 'client' : station
  const isWhole = station === 'integrationRequest' || station === 'integration'
  return chosen === 'backend' && isWhole && isIntegration(selection) ? 'backend' : station
}

/** True for an address in the method or route, or in what a route shares with others of its API. */
function isOfEntry(entryAt: Address, at: Address): boolean {
  if (isWithin(at, entryAt)) return true
  if (!isAtPlace('route', entryAt) || apiIdOf(at) !== apiIdOf(entryAt)) return false
  return isAtPlace('routeIntegration', at) || stationOf(at) === 'cors'
}

function isIntegration(at: Address): boolean {
  const connection = connectionAddress(at)
  return isThingOf('routeIntegration', at) || (connection?.length ?? -1) === at.length
}
