import { executeApiArn } from '../../authorizers/refusals.ts'
import type { HttpExchange } from './exchange.ts'

/** The ARN of the request: `arn:aws:execute-api:REGION:ACCOUNT:API/$default/POST/pets`. */
export function routeArn(exchange: HttpExchange): string {
  const path = exchange.path.replace(/^\/+/, '')
  return executeApiArn(exchange, `${exchange.stageName}/${exchange.httpMethod}/${path}`)
}
