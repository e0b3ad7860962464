import { mappingMessage } from '../../operations/mappings.ts'
import type { IntegrationResponse } from '../../schema/integrations/common.ts'
import type { Integration } from '../../schema/integrations/index.ts'
import type { Method } from '../../schema/method.ts'
import { badRequest } from '../account.ts'

const undeclared = (name: string) => `Invalid mapping expression parameter specified: ${name}`

/**
 * What an integration reads from the request has to be declared by its method, and what its cache tells calls apart by
 * has to be read. The designer only remarks on it, as methods and integrations are drawn in any order; a call is refused.
 * Throws `ServiceRefusal`.
 */
export function checkRequestDeclared(method: Method, integration: Integration): void {
  const errors = Object.values(integration.requestParameters)
    .filter((source) => {
      const read = /^method\.request\.(?:multivalue)?(path|querystring|header)\.(.+)$/.exec(source)
      return (
        read && !Object.hasOwn(method.requestParameters, `method.request.${read[1]}.${read[2]}`)
      )
    })
    .map(undeclared)
  if (errors.length > 0) throw badRequest(mappingMessage(errors))
  const known = { ...method.requestParameters, ...integration.requestParameters }
  if (integration.cacheKeyParameters.some((name) => !Object.hasOwn(known, name))) {
    throw badRequest('Invalid cache key parameter specified')
  }
}

/** The headers that an integration response writes have to be declared by the method response of its status. */
export function checkResponseDeclared(method: Method, response: IntegrationResponse): void {
  const names = Object.keys(response.responseParameters)
  if (names.length === 0) return
  const declared = Object.hasOwn(method.methodResponses, response.statusCode)
    ? method.methodResponses[response.statusCode]
    : undefined
  if (!declared) throw badRequest(mappingMessage(['No method response exists for method.']))
  const errors = names
    .filter((name) => !Object.hasOwn(declared.responseParameters, name))
    .map(undeclared)
  if (errors.length > 0) throw badRequest(mappingMessage(errors))
}
