export { evaluatePath, leadsNowhere } from './evaluate.ts'
export type { JsonPath } from './path.ts'
export { isDefinite, parsePath } from './path.ts'
export { readPayload, readStrictJson } from './payload.ts'
