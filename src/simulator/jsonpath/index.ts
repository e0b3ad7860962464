export { evaluatePath } from './evaluate.ts'
export type { JsonPath } from './path.ts'
export { isDefinite, parsePath } from './path.ts'
export { readPayload } from './payload.ts'
