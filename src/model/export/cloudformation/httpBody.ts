import type { Json } from '../../schema/json.ts'
import type { RoutedWriter } from './template.ts'

/** The OpenAPI document of an HTTP API as a template holds it; `undefined` for a WebSocket API, which has none. */
export function httpBodyOf(_writer: RoutedWriter): Json | undefined {
  return undefined
}
