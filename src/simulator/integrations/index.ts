// How each type of integration reads the response of its backend.
import type { IntegrationType } from '../../model/index.ts'
import { encodeAws } from './aws.ts'
import { encodeAwsProxy } from './awsProxy.ts'
import type { BackendOutcome } from '../backends/backend.ts'
import type { IntegrationCall, IntegrationEncoder } from './integration.ts'
import { encodeHttp } from './http.ts'
import { encodeMock } from './mock.ts'

export type { BackendAnswer, BackendOutcome, LambdaRefusal } from '../backends/backend.ts'
export type { IntegrationCall } from './integration.ts'

const integrations = {
  MOCK: encodeMock,
  HTTP: encodeHttp,
  HTTP_PROXY: encodeHttp,
  AWS: encodeAws,
  AWS_PROXY: encodeAwsProxy,
} satisfies { [K in IntegrationType]: IntegrationEncoder<K> }

/** The outcome of an integration, by the canned response of its backend. */
export function integrationOutcome(call: IntegrationCall): BackendOutcome {
  // the registry pairs each type with the encoder of that type
  const encode = integrations[call.integration.type] as IntegrationEncoder<IntegrationType>
  return encode(call)
}
