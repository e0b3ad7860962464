import type { Address } from '../../address.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { AddressedIntegration } from '../../schema/integrations/index.ts'
import { present, sub, text } from './template.ts'
import type { ApiWriter, TemplateWriter } from './template.ts'

/**
 * `AWS::Lambda::Permission` for every function that methods or authorizers call without a role of their own:
 * one for each pair of function and method, with the narrowest source ARN.
 */
export function writePermissions(writer: TemplateWriter): void {
  const { api, ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  for (const { resource, path, method, at } of methodsOf(api)) {
    const { integration } = method
    if (!integration || integration.type === 'MOCK' || integration.credentials !== undefined)
      continue
    const functionArn = calledFunction(integration.uri)
    if (functionArn === undefined || !isFixed(functionArn, writer, [...at, 'integration', 'uri']))
      continue
    const words = `${path === '/' ? 'Root' : path}/${method.httpMethod.toLowerCase()}`
    const verb = method.httpMethod === 'ANY' ? '*' : method.httpMethod
    const source = `${path.replace(/\{[^}]*\}/g, '*').replace(/^\//, '')}`
    // `*` is every stage, the one with which the console tests among them
    const stages = writer.options.consoleTest ? ['*'] : Object.keys(api.stages)
    for (const stage of stages) {
      const key = `permission ${resource.id} ${method.httpMethod}${stage === '*' ? '' : ` ${stage}`}`
      const named = stages.length > 1 ? `${words}/${stage}` : words
      resources.set(ids.of(key, named, 'Permission'), {
        Type: 'AWS::Lambda::Permission',
        Properties: permissionProperties(
          functionArn,
          `${apiLogicalId}}/${stage}/${verb}/${source}`,
        ),
      })
    }
  }
  for (const authorizer of Object.values(api.authorizers)) {
    if (authorizer.authorizerUri === undefined || authorizer.authorizerCredentials !== undefined)
      continue
    const functionArn = calledFunction(authorizer.authorizerUri)
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

/** The properties of a permission for API Gateway to call a function. `source` follows the account in the source ARN. */
export function permissionProperties(functionArn: string, source: string) {
  return present({
    Action: 'lambda:InvokeFunction',
    FunctionName: text(functionArn),
    Principal: 'apigateway.amazonaws.com',
    SourceArn: sub(
      `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${source}`,
    ),
  })
}

/** The function's ARN in an invocation URI, with its alias or version. */
export function calledFunction(uri: AddressedIntegration['uri']): string | undefined {
  return /:lambda:path\/[^/]+\/functions\/(.+)\/(?:response-streaming-)?invocations$/.exec(uri)?.[1]
}

/** True when a permission can name the function. One that a stage variable names becomes a problem. */
export function isFixed(functionArn: string, { problems }: ApiWriter, at: Address): boolean {
  if (!functionArn.includes('stageVariables.')) return true
  problems.push({
    code: 'cloudformation/permission-by-stage-variable',
    message: `The function ${functionArn} is named by a stage variable, so the template cannot allow its invocation: add a permission for each function that the variable names.`,
    severity: 'warning',
    at,
  })
  return false
}
