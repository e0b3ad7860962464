import { fail } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { own } from '../within.ts'
import { httpIntegration, lambdaIntegration } from './integrationKinds.ts'
import { addRouteIntegration } from './integrations.ts'
import { addRoute } from './routes.ts'
import { addRouteStage } from './stages.ts'

/**
 * Send every request of an HTTP API to one target, as the service's quick create does: an integration, the route
 * `$default` and, unless the API has it, a stage `$default` that deploys automatically. The target is a URL or the name of a function.
 * Problems: `integration/uri`, and those of `addRoute`.
 */
export function quickCreateRoute(
  design: Design,
  args: {
    readonly apiId: string
    readonly target: string
    readonly routeId: string
    readonly integrationId: string
  },
): Result<Design> {
  const { apiId, routeId, integrationId } = args
  const target = args.target.trim()
  const isUrl = /^https?:\/\//.test(target)
  if (!isUrl && !/^[A-Za-z0-9_-]{1,64}$/.test(target)) {
    const message = `${target} is neither a URL nor the name of a function`
    return fail('integration/uri', message, ['apis', apiId, 'integrations'])
  }
  const settings = isUrl ? httpIntegration(target) : lambdaIntegration(target)
  const integrated = addRouteIntegration(design, {
    apiId,
    integration: { id: integrationId, ...settings },
  })
  if (!integrated.ok) return integrated
  const route = { id: routeId, routeKey: '$default', target: integrationId }
  const routed = addRoute(integrated.value, { apiId, route })
  const api = own(design.apis, apiId)
  if (!routed.ok || (api && Object.hasOwn(api.stages, '$default'))) return routed
  return addRouteStage(routed.value, { apiId, stage: { stageName: '$default', autoDeploy: true } })
}
