// How each type of integration is answered.
import type { IntegrationType } from '../../model/index.ts'
import { runAws } from './aws.ts'
import { runAwsProxy } from './awsProxy.ts'
import type { BackendCall, BackendOutcome, BackendRunner } from './backend.ts'
import { runHttp } from './http.ts'
import { runMock } from './mock.ts'

export type { BackendAnswer, BackendCall, BackendOutcome, LambdaRefusal } from './backend.ts'

const backends = {
  MOCK: runMock,
  HTTP: runHttp,
  HTTP_PROXY: runHttp,
  AWS: runAws,
  AWS_PROXY: runAwsProxy,
} satisfies { [K in IntegrationType]: BackendRunner<K> }

/** Ask the backend of an integration. */
export function runBackend(call: BackendCall): BackendOutcome | Promise<BackendOutcome> {
  // the registry pairs each type with the runner of that type
  const run = backends[call.integration.type] as BackendRunner<IntegrationType>
  return run(call)
}
