import type { Address } from '../../address.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import type { Route } from '../../schema/v2/route.ts'
import { calledFunction, isFixed, permissionProperties } from './permissions.ts'
import type { RoutedWriter } from './template.ts'

/** The function that an integration or an authorizer calls, given by its ARN or by its invocation ARN. */
export function functionOfUri(uri: string | undefined): string | undefined {
  if (uri === undefined) return undefined
  return calledFunction(uri) ?? (/^arn:[^:]*:lambda:/.test(uri) ? uri : undefined)
}

/** `AWS::Lambda::Permission` for every function that routes or authorizers call without a role of their own. */
export function writeRoutedPermissions(writer: RoutedWriter): void {
  const { api, ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  // `*` is every stage
  const stages = writer.options.consoleTest ? ['*'] : Object.keys(api.stages)
  for (const route of Object.values(api.routes)) {
    const integration = route.target === undefined ? undefined : api.integrations[route.target]
    const functionArn = integration && calledWithoutRole(integration)
    if (!integration || functionArn === undefined) continue
    const at: Address = ['apis', api.id, 'integrations', integration.id, 'integrationUri']
    if (!isFixed(functionArn, writer, at)) continue
    for (const stage of stages) {
      const key = `permission ${route.id}${stage === '*' ? '' : ` ${stage}`}`
      const words = stages.length > 1 ? `${wordsOf(route)}/${stage}` : wordsOf(route)
      resources.set(ids.of(key, words, 'Permission'), {
        Type: 'AWS::Lambda::Permission',
        Properties: permissionProperties(
          functionArn,
          `${apiLogicalId}}/${stage}/${sourceOf(route)}`,
        ),
      })
    }
  }
  for (const authorizer of Object.values(api.authorizers)) {
    if (authorizer.authorizerCredentialsArn !== undefined) continue
    const functionArn = functionOfUri(authorizer.authorizerUri)
    const at: Address = ['apis', api.id, 'authorizers', authorizer.id, 'authorizerUri']
    if (functionArn === undefined || !isFixed(functionArn, writer, at)) continue
    // an authorizer inside an OpenAPI body has no logical id to refer to
    const authorizerId = ids.known(authorizer.id)
    const isResource = authorizerId !== undefined && resources.has(authorizerId)
    resources.set(ids.of(`permission ${authorizer.id}`, authorizer.name, 'AuthorizerPermission'), {
      Type: 'AWS::Lambda::Permission',
      Properties: permissionProperties(
        functionArn,
        `${apiLogicalId}}/authorizers/${isResource ? `\${${authorizerId}}` : '*'}`,
      ),
    })
  }
}

function calledWithoutRole(integration: RouteIntegration): string | undefined {
  return integration.credentialsArn === undefined
    ? functionOfUri(integration.integrationUri)
    : undefined
}

function wordsOf({ routeKey }: Route): string {
  const [method = '', path = ''] = routeKey.split(' ')
  return path === '' ? method : `${path === '/' ? 'Root' : path}/${method.toLowerCase()}`
}

/** What follows the stage in the ARN of a route: `GET/pets/*`, `$default`, `$connect`. */
function sourceOf({ routeKey }: Route): string {
  const [, method, path] = /^([A-Z]+) \/(.*)$/.exec(routeKey) ?? []
  if (method === undefined || path === undefined) return routeKey.replaceAll('${', '${!')
  return `${method === 'ANY' ? '*' : method}/${path.replace(/\{[^}]*\}/g, '*')}`
}
