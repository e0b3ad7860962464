import { updateStage } from '../../../operations/stages.ts'
import { own } from '../../../operations/within.ts'
import { methodSettingName } from '../../../queries/methodSettingName.ts'
import { gone, stageAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unencryptedCache: Rule = {
  title: 'Answers are kept unencrypted',
  why: 'The cache of a stage keeps whole answers. Unless it is told to encrypt them they lie on disk as they are.',
  advice: 'Turn on the encryption of cache data.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          cacheClusterEnabled: true,
          methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted: false } },
        },
      },
    },
    methods: { 'GET /pets': { authorizationType: 'NONE', integration: { type: 'MOCK' } } },
  },
  good: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          cacheClusterEnabled: true,
          methodSettings: { '*/*': { cachingEnabled: true, cacheDataEncrypted: true } },
        },
      },
    },
    methods: { 'GET /pets': { authorizationType: 'NONE', integration: { type: 'MOCK' } } },
  },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, cacheClusterEnabled, methodSettings }) =>
      cacheClusterEnabled
        ? Object.entries(methodSettings)
            .filter(
              ([, { cachingEnabled, cacheDataEncrypted }]) =>
                cachingEnabled === true && cacheDataEncrypted !== true,
            )
            .map(([key]) => ({
              message: `The cache of the stage ${stageName} keeps answers unencrypted (${methodSettingName(key)}).`,
              at: [...at, 'stages', stageName, 'methodSettings', key],
            }))
        : [],
    ),
  fix: (design, { at }) => {
    const found = stageAt(design, at)
    const key = at.at(-1) ?? ''
    const setting = own(found?.stage.methodSettings ?? {}, key)
    if (!found || !setting) return gone(at)
    const methodSettings = {
      ...found.stage.methodSettings,
      [key]: { ...setting, cacheDataEncrypted: true },
    }
    return updateStage(design, { ...found.ref, change: { methodSettings } })
  },
}
