type Members = Readonly<Record<string, unknown>>

/**
 * Version 1 kept the authorizers, stages and CORS settings of HTTP and WebSocket APIs as any JSON; version 2 has a schema
 * for each, and VPC links of version 2. What is not in the shape of the schema is kept among the API's retained values.
 */
export function upgrade1to2(saved: Members): Members {
  const { apis } = saved
  return {
    ...saved,
    version: 2,
    ...(isObject(apis) && {
      apis: Object.fromEntries(
        Object.entries(apis).map(([id, api]) => [id, isObject(api) ? upgradedApi(api) : api]),
      ),
    }),
  }
}

function upgradedApi(api: Members): Members {
  if (api['protocol'] !== 'HTTP' && api['protocol'] !== 'WEBSOCKET') return api
  const kept: Record<string, unknown> = {}
  const next: Record<string, unknown> = { ...api }
  for (const [member, key] of [
    ['stages', 'stageName'],
    ['authorizers', 'id'],
  ] as const) {
    const map = api[member]
    if (!isObject(map)) continue
    const isShaped = Object.values(map).every(
      (item) =>
        isObject(item) && (member === 'stages' || typeof item['authorizerType'] === 'string'),
    )
    if (isShaped) {
      next[member] = Object.fromEntries(
        Object.entries(map).map(([name, item]) => [name, { ...(item as Members), [key]: name }]), // an object, checked above
      )
    } else {
      kept[member] = map
      next[member] = {}
    }
  }
  const cors = api['corsConfiguration']
  if (cors !== undefined && !isObject(cors)) {
    kept['corsConfiguration'] = cors
    delete next['corsConfiguration']
  }
  return Object.keys(kept).length === 0
    ? next
    : { ...next, retained: { 'gatewright-1': kept as Members } }
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
