import type { Service } from '../service.ts'

/** The management operations of HTTP and WebSocket APIs. */
export const apigatewayv2: Service = {
  operations: {},
  bodyMembers: () => undefined,
  constraintsOf: () => [],
  invalidInput: { types: 'BadRequestException', constraints: 'BadRequestException' },
}
