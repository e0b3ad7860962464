import { updateRouteStage } from '../../../operations/v2/stages.ts'
import { own, withoutMember } from '../../../operations/within.ts'
import { gone } from '../../places.ts'
import type { Rule } from '../../rule.ts'

const stage = { stageName: '$default', autoDeploy: true }

export const settingsOfGoneRoute: Rule = {
  title: 'A stage has settings of a route that does not exist',
  why: 'Settings are kept under the key of their route. Without that route they limit nothing, and the service refuses to create the stage with them.',
  advice: 'Remove the settings, or correct the route key.',
  source: 'API reference v2, RouteSettings',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    routes: { 'GET /pets': {} },
    httpApi: {
      stages: {
        $default: { ...stage, routeSettings: { 'GET /dogs': { throttlingRateLimit: 5 } } },
      },
    },
  },
  good: {
    routes: { 'GET /pets': {} },
    httpApi: {
      stages: {
        $default: {
          ...stage,
          routeSettings: { 'GET /pets': { throttlingRateLimit: 5, throttlingBurstLimit: 5 } },
        },
      },
    },
  },
  check: ({ api, at, routes }) => {
    // the service accepts settings of $default before the route exists
    const keys = new Set(['$default', ...routes.map(({ route }) => route.routeKey)])
    return Object.values(api.stages).flatMap(({ stageName, routeSettings }) =>
      Object.keys(routeSettings)
        .filter((routeKey) => !keys.has(routeKey))
        .map((routeKey) => ({
          message: `The stage ${stageName} has settings of the route ${routeKey}, which does not exist.`,
          at: [...at, 'stages', stageName, 'routeSettings', routeKey],
        })),
    )
  },
  fix: (design, { at }) => {
    const [, apiId = '', , stageName = '', , routeKey = ''] = at
    const api = own(design.apis, apiId)
    const settings =
      api?.protocol === 'HTTP' ? own(api.stages, stageName)?.routeSettings : undefined
    if (!settings) return gone(at)
    const routeSettings = withoutMember(settings, routeKey)
    return updateRouteStage(design, { apiId, stageName, change: { routeSettings } })
  },
}
