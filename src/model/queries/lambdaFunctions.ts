import type { Design } from '../schema/design.ts'
import { lambdaFunctionName, routeBackendReference } from './backendKey.ts'
import { backendsOf } from './backends.ts'

/** The names of all Lambda functions of a design, sorted: declared backends, and what integrations and authorizers call. */
export function lambdaFunctionNames(design: Pick<Design, 'apis' | 'backends'>): string[] {
  const names = backendsOf(design).flatMap(({ kind, key }) =>
    kind === 'lambda' ? [key.slice('lambda:'.length)] : [],
  )
  for (const api of Object.values(design.apis)) {
    if (api.protocol === 'REST') continue
    for (const integration of Object.values(api.integrations)) {
      const reference = routeBackendReference(integration)
      if (reference?.kind === 'lambda') names.push(reference.name)
    }
    for (const { authorizerUri } of Object.values(api.authorizers)) {
      const name = authorizerUri === undefined ? undefined : lambdaFunctionName(authorizerUri)
      if (name !== undefined) names.push(name)
    }
  }
  return [...new Set(names)].filter((name) => name !== '').sort()
}
