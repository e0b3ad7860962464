import { updateStage } from '../../../operations/stages.ts'
import { own } from '../../../operations/within.ts'
import { methodSettingName } from '../../../queries/methodSettingName.ts'
import { gone, stageAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const dataTraceEnabled: Rule = {
  title: 'Whole requests and answers are written to the log',
  why: 'With data tracing every body and most headers of every call stand in the execution log, passwords and personal data among them.',
  advice: 'Use data tracing in test stages, and log chosen fields in the access log elsewhere.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          methodSettings: { '*/*': { loggingLevel: 'INFO', dataTraceEnabled: true } },
        },
      },
    },
  },
  good: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          methodSettings: { '*/*': { loggingLevel: 'INFO', dataTraceEnabled: false } },
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, methodSettings }) =>
      isForTests.test(stageName)
        ? []
        : Object.entries(methodSettings)
            .filter(
              ([, { dataTraceEnabled: isOn, loggingLevel }]) =>
                isOn === true && loggingLevel !== 'OFF',
            )
            .map(([key]) => ({
              message: `The stage ${stageName} writes whole requests and answers to the log (${methodSettingName(key)}).`,
              at: [...at, 'stages', stageName, 'methodSettings', key],
            })),
    ),
  fix: (design, { at }) => {
    const found = stageAt(design, at)
    const key = at.at(-1) ?? ''
    const setting = own(found?.stage.methodSettings ?? {}, key)
    if (!found || !setting) return gone(at)
    const methodSettings = {
      ...found.stage.methodSettings,
      [key]: { ...setting, dataTraceEnabled: false },
    }
    return updateStage(design, { ...found.ref, change: { methodSettings } })
  },
}

const isForTests =
  /^(?:dev|test|tst|qa|int|stag|stg|sandbox|demo|local|alpha|beta|uat|preprod|pr-?\d)/i
