import type { RouteSettings } from '../../../schema/v2/stage.ts'
import type { Rule } from '../../rule.ts'

const stage = { stageName: '$default', autoDeploy: true }

export const throttledToZero: Rule = {
  title: 'A limit of 0 refuses every request',
  why: 'With a rate or burst limit of 0, every request fails with 429. In templates, a limit that is set alone can leave the other one at 0.',
  advice: 'Set both limits, or remove them to use the limits of the account.',
  source: 'API Gateway developer guide, Throttle requests to your HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: {
    httpApi: {
      stages: {
        $default: {
          ...stage,
          defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 0 },
        },
      },
    },
  },
  good: {
    httpApi: {
      stages: {
        $default: {
          ...stage,
          defaultRouteSettings: { throttlingRateLimit: 10, throttlingBurstLimit: 10 },
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, defaultRouteSettings, routeSettings }) => {
      const stageAt = [...at, 'stages', stageName]
      return [
        {
          settings: defaultRouteSettings,
          place: [...stageAt, 'defaultRouteSettings'],
          of: 'its routes',
        },
        ...Object.entries(routeSettings).map(([routeKey, settings]) => ({
          settings,
          place: [...stageAt, 'routeSettings', routeKey],
          of: routeKey,
        })),
      ].flatMap(({ settings, place, of }) =>
        zeroLimits(settings).map((name) => ({
          message: `The stage ${stageName} refuses every request for ${of}: ${name} is 0.`,
          at: [...place, name],
        })),
      )
    }),
}

function zeroLimits(settings: RouteSettings) {
  return (['throttlingRateLimit', 'throttlingBurstLimit'] as const).filter(
    (name) => settings[name] === 0,
  )
}
