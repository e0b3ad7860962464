import type { Address } from '../address.ts'
import { parseRouteKey } from '../queries/routeKeys.ts'
import type { MethodSetting, Stage } from '../schema/stage.ts'
import type { RouteSettings, RouteStage } from '../schema/v2/stage.ts'
import type { Losses } from './losses.ts'

/** A stage of an HTTP API, as a REST API can have it. It serves the API as it is until the API is deployed. */
export function restStageOf(
  stage: RouteStage,
  at: Address,
  losses: Losses,
): Partial<Stage> & Pick<Stage, 'stageName'> {
  const stageName = stage.stageName === '$default' ? 'default' : stage.stageName
  if (stageName !== stage.stageName) {
    const message =
      'The stage $default becomes the stage default: clients of a REST API name the stage in the path.'
    losses.changed('default-stage', message, at)
  }
  if (stage.autoDeploy) {
    const message = `Changes no longer deploy themselves to the stage ${stageName}: a REST API is deployed by hand.`
    losses.changed('automatic-deployment', message, [...at, 'autoDeploy'])
  }
  const methodSettings: Record<string, MethodSetting> = {}
  const usual = settingOf(stage.defaultRouteSettings)
  if (Object.keys(usual).length > 0) methodSettings['*/*'] = usual
  for (const [routeKey, settings] of Object.entries(stage.routeSettings)) {
    const key = parseRouteKey(routeKey)
    if ('refusal' in key || key.kind === 'default') {
      const message = `The stage ${stageName} loses the settings of ${routeKey}: a REST API has no such method.`
      losses.dropped('route-settings', message, [...at, 'routeSettings', routeKey])
    } else {
      methodSettings[`${key.path.replaceAll('/', '~1')}/${key.method}`] = settingOf(settings)
    }
  }
  return {
    stageName,
    variables: stage.stageVariables,
    methodSettings,
    tags: stage.tags,
    ...(stage.description !== undefined && { description: stage.description }),
    ...(stage.accessLogSettings && { accessLogSettings: stage.accessLogSettings }),
  }
}

function settingOf(settings: RouteSettings): MethodSetting {
  const { detailedMetricsEnabled, throttlingBurstLimit, throttlingRateLimit } = settings
  return {
    ...(detailedMetricsEnabled !== undefined && { metricsEnabled: detailedMetricsEnabled }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
  }
}
