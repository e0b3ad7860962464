import { createDone } from '../refused.ts'

/** The statuses of refused operations where they are not 400. */
const statuses: Readonly<Record<string, 404 | 409>> = {
  'api-key/not-found': 404,
  'api/not-found': 404,
  'authorizer/not-found': 404,
  'client-certificate/not-found': 404,
  'deployment/not-found': 404,
  'documentation/not-found': 404,
  'documentation/version-not-found': 404,
  'gateway-response/not-found': 404,
  'integration-response/not-found': 404,
  'integration/not-found': 404,
  'method-response/not-found': 404,
  'method/content-type-not-found': 404,
  'method/not-found': 404,
  'method/parameter-not-found': 404,
  'model/not-found': 404,
  'resource/not-found': 404,
  'stage/not-found': 404,
  'template/not-found': 404,
  'usage-plan/key': 404,
  'usage-plan/not-found': 404,
  'usage-plan/stage': 404,
  'validator/not-found': 404,
  'vpc-link/not-found': 404,
  'api-key/value-in-use': 409,
  'domain/base-path-in-use': 409,
  'integration-response/exists': 409,
  'method-response/exists': 409,
  'method/exists': 409,
  'model/exists': 409,
  'model/in-use': 409,
  'resource/sibling-exists': 409,
  'stage/exists': 409,
  'authorizer/in-use': 409,
  'client-certificate/in-use': 409,
  'usage-plan/key-stage': 409,
  'validator/exists': 409,
  'validator/in-use': 409,
  'documentation/exists': 409,
}

/** The design that an operation of the model returns, or its refusal in the form of `apigateway`. */
export const done = createDone({
  statuses,
  validationExceptions: ['response/status-code'],
})
