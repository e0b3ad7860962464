import type { MethodSetting, Stage } from '../schema/stage.ts'
import type { RestApiFacts, MethodFacts } from './facts.ts'

/** A method whose answers a stage keeps. */
export interface CachedMethod {
  readonly stage: Stage
  readonly method: MethodFacts
}

/** The settings of a stage for one method, over those for all methods. */
function settingsFor(stage: Stage, { path, method }: MethodFacts) {
  const wanted = `${path.replace(/^\/+/, '')}/${method.httpMethod}`
  const key = Object.keys(stage.methodSettings).find(
    (each) =>
      each !== '*/*' &&
      each.replaceAll('~1', '/').replace(/^\/+/, '') === wanted.replace(/^\/+/, ''),
  )
  const all: MethodSetting = stage.methodSettings['*/*'] ?? {}
  const own: MethodSetting = (key === undefined ? undefined : stage.methodSettings[key]) ?? {}
  return { own, whole: { ...all, ...own } }
}

/** Methods with the first stage that keeps their answers. GET is kept unless that is turned off, others only if it is turned on. */
export function cachedMethods({ api, methods }: RestApiFacts): CachedMethod[] {
  const stages = Object.values(api.stages).filter(({ cacheClusterEnabled }) => cacheClusterEnabled)
  if (stages.length === 0) return []
  return methods.flatMap((method) => {
    const stage = stages.find((each) => {
      const { own, whole } = settingsFor(each, method)
      const isOn =
        method.method.httpMethod === 'GET'
          ? whole.cachingEnabled !== false
          : own.cachingEnabled === true
      return isOn && whole.cacheTtlInSeconds !== 0
    })
    return stage && method.integration ? [{ stage, method }] : []
  })
}
