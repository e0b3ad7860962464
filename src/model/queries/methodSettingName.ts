/**
 * What limits and settings of methods are kept under, as people read it: `~1pets~1{id}/GET` of a stage and `/pets/{id}/GET` of
 * a usage plan are both `GET /pets/{id}`.
 */
export function methodSettingName(key: string): string {
  if (key === '*/*') return 'All methods'
  const slash = key.lastIndexOf('/')
  if (slash < 0) return key
  const path = key.slice(0, slash).replaceAll('~1', '/')
  const method = key.slice(slash + 1)
  return `${method === '*' ? 'All methods of' : method} ${path.startsWith('/') ? path : `/${path}`}`
}
