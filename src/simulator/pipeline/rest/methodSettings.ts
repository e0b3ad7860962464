import type { MethodSetting, Stage } from '../../../model/index.ts'

/** The settings of a method in a stage: those of all methods with its own over them. */
export function settingsOf(
  stage: Stage | undefined,
  resourcePath: string,
  httpMethod: string,
): {
  readonly all: MethodSetting
  readonly own: MethodSetting
  readonly ownKey: string | undefined
} {
  const settings = stage?.methodSettings ?? {}
  const ownKey = Object.keys(settings).find((key) => isKeyOf(key, resourcePath, httpMethod))
  return {
    all: settings['*/*'] ?? {},
    own: (ownKey === undefined ? undefined : settings[ownKey]) ?? {},
    ownKey,
  }
}

/** True where `{resource path}/{verb}`, with the path's slashes escaped or not, names this method. */
export function isKeyOf(key: string, resourcePath: string, httpMethod: string): boolean {
  if (key === '*/*') return false
  const slash = key.lastIndexOf('/')
  const path = key.slice(0, slash).replaceAll('~1', '/').replace(/^\/+/, '')
  const verb = key.slice(slash + 1)
  return (
    (path === '*' || path === resourcePath.replace(/^\/+/, '')) &&
    (verb === '*' || verb === httpMethod)
  )
}
