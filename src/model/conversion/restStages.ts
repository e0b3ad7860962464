import type { Address } from '../address.ts'
import { methodSettingName } from '../queries/methodSettingName.ts'
import type { MethodSetting, Stage } from '../schema/stage.ts'
import type { RouteSettings, RouteStage } from '../schema/v2/stage.ts'
import type { Losses } from './losses.ts'

/** A stage of a REST API, as an HTTP API can have it. Changes deploy themselves to it. */
export function routeStageOf(
  stage: Stage,
  routeKeys: readonly string[],
  at: Address,
  losses: Losses,
): Partial<RouteStage> & Pick<RouteStage, 'stageName'> {
  const routeSettings: Record<string, RouteSettings> = {}
  let defaultRouteSettings: RouteSettings = {}
  for (const [key, setting] of Object.entries(stage.methodSettings)) {
    const settings = settingsOf(setting)
    const name = methodSettingName(key)
    const isWholePath = key.endsWith('/*')
    const path = name.slice(name.lastIndexOf(' ') + 1)
    const matching = routeKeys.filter((routeKey) =>
      isWholePath ? routeKey.endsWith(` ${path}`) : routeKey === name,
    )
    if (key === '*/*') defaultRouteSettings = settings
    else if (matching.length > 0) {
      if (Object.keys(settings).length === 0) continue
      // the settings of one method win over those of its path
      for (const routeKey of matching) {
        const known = routeSettings[routeKey]
        routeSettings[routeKey] = isWholePath
          ? { ...settings, ...known }
          : { ...known, ...settings }
      }
    } else {
      const message = `The stage ${stage.stageName} loses the settings of ${name}: there is no such route.`
      losses.dropped('method-settings', message, [...at, 'methodSettings', key])
    }
  }
  const { destinationArn, format } = stage.accessLogSettings ?? {}
  const isFirehose = /^arn:[^:]*:firehose:/.test(destinationArn ?? '')
  return {
    stageName: stage.stageName,
    autoDeploy: true,
    stageVariables: stage.variables,
    defaultRouteSettings,
    routeSettings,
    tags: stage.tags,
    ...(stage.description !== undefined && { description: stage.description }),
    ...(stage.accessLogSettings &&
      !isFirehose && {
        accessLogSettings: {
          ...(destinationArn !== undefined && { destinationArn }),
          ...(format !== undefined && { format }),
        },
      }),
  }
}

/** Throttling and metrics: all that both kinds have. Logs and caches are listed as features. */
function settingsOf(setting: MethodSetting): RouteSettings {
  const { metricsEnabled, throttlingBurstLimit, throttlingRateLimit } = setting
  return {
    ...(metricsEnabled !== undefined && { detailedMetricsEnabled: metricsEnabled }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
  }
}
