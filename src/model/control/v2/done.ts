import { createDone } from '../refused.ts'

/** The statuses of refused operations where they are not 400. Source: recorded answers; REST APIs where there is none. */
const statuses: Readonly<Record<string, 404 | 409>> = {
  'api/not-found': 404,
  'authorizer/not-found': 404,
  'deployment/not-found': 404,
  'integration-response/not-found': 404,
  'integration/not-found': 404,
  'model/not-found': 404,
  'route-response/not-found': 404,
  'route/not-found': 404,
  'stage/not-found': 404,
  'vpc-link/not-found': 404,
  'authorizer/in-use': 409,
  'domain/base-path-in-use': 409,
  'integration-response/exists': 409,
  'integration/in-use': 409,
  'model/exists': 409,
  'model/in-use': 409,
  'route-response/exists': 409,
  'route/conflicting-variable': 409,
  'route/exists': 409,
  'stage/exists': 409,
}

/** The design that an operation of the model returns, or its refusal in the form of `apigatewayv2`. */
export const done = createDone({ statuses, validationExceptions: [] })
