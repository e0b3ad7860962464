import type { Service } from '../service.ts'
import { constraintsOf } from './constraints.ts'
import { operations } from './operations.ts'
import { bodyMembers } from './shapes.ts'

/** The management operations of REST APIs. */
export const apigateway: Service = {
  operations,
  bodyMembers,
  constraintsOf,
  invalidInput: { types: 'SerializationException', constraints: 'ValidationException' },
}
