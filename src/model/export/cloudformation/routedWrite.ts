import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { routeIntegration } from '../../schema/v2/integration.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import { route as routeSchema } from '../../schema/v2/route.ts'
import { routeStage } from '../../schema/v2/stage.ts'
import { writeLoggingRole } from './access.ts'
import { writeDomainNames } from './domainNames.ts'
import { httpBodyOf, settledBody } from './httpBody.ts'
import { createLogicalIds, pascalCase } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { writeApi, writeRoutedParts } from './routedApi.ts'
import { writeRoutedPermissions } from './routedPermissions.ts'
import { writeRoutedStages } from './routedStages.ts'
import { sub, text, usualOptions } from './template.ts'
import type { RoutedWriter, TemplateOptions } from './template.ts'
import { createWriter, noAccess, resourcesOf, resourcesPerTemplate } from './writer.ts'
import type { GivenToWriter } from './writer.ts'

type RoutedApi = RoutedWriter['api']

/** A CloudFormation template of one HTTP or WebSocket API with a resource for each of its parts. */
export function routedTemplate(
  api: RoutedApi,
  access: Design['access'] = noAccess,
  options: TemplateOptions = usualOptions,
  createIds: () => LogicalIds = createLogicalIds,
): Result<Json> {
  const whole = writtenRouted(api, access, 'parts', { options, ids: createIds() })
  const count = whole.resources.size
  if (count <= resourcesPerTemplate || api.protocol !== 'HTTP') {
    return ok(templateOfRouted(whole), whole.problems)
  }
  const short = writtenRouted(api, access, 'body', { options, ids: createIds() })
  return ok(templateOfRouted(short), [bodyInstead(api, count), ...short.problems])
}

/** How a template defines an API: by a resource for each part, by the target of quick create, or by an OpenAPI body. */
export type RoutedForm = 'parts' | 'quick' | 'body'

/** The resources of one HTTP or WebSocket API and of what belongs to it. */
export function writtenRouted(
  api: RoutedApi,
  access: Design['access'],
  form: RoutedForm,
  given: GivenToWriter = {},
): RoutedWriter {
  const writer: RoutedWriter = createWriter(api, access, given)
  const apiLogicalId = writeApi(writer)
  const quick = form === 'quick' ? quickCreateOf(api) : undefined
  const body = form === 'body' ? httpBodyOf(writer) : undefined
  const properties = writer.resources.get(apiLogicalId)?.Properties ?? {}
  if (quick) {
    Object.assign(properties, quick)
  } else if (body !== undefined) {
    properties['Body'] = settledBody(properties, body, given.settings ?? [])
    writeRoutedStages(writer, [])
    writeRoutedPermissions(writer)
  } else {
    const routeIds = writeRoutedParts(writer)
    writeRoutedStages(writer, routeIds)
    if (routeIds.length === 0) writer.problems.push(noRoutes(api))
    writeRoutedPermissions(writer)
  }
  writeDomainNames(writer)
  if (writer.options.loggingRole) writeLoggingRole(writer)
  return writer
}

/** The target with which quick create makes exactly this API; `undefined` where it makes another one. */
function quickCreateOf(api: RoutedApi): { readonly [name: string]: Json } | undefined {
  const [integration, ...integrations] = Object.values(api.integrations)
  const [route, ...routes] = Object.values(api.routes)
  const [stage, ...stages] = Object.values(api.stages)
  const isOne = integrations.length + routes.length + stages.length === 0
  if (!integration || !route || !stage || !isOne || api.protocol !== 'HTTP') return undefined
  if (Object.keys(api.authorizers).length > 0) return undefined
  const { deploymentId: _deployment, ...served } = stage
  const isUsual =
    sameValue(served, routeStage.parse({ stageName: '$default', autoDeploy: true })) &&
    sameValue(
      route,
      routeSchema.parse({ id: route.id, routeKey: route.routeKey, target: integration.id }),
    ) &&
    sameValue(integration, quickIntegration(integration))
  if (!isUsual) return undefined
  return {
    Target: text(integration.integrationUri ?? ''),
    ...(route.routeKey !== '$default' && { RouteKey: route.routeKey }),
    ...(integration.credentialsArn !== undefined && {
      CredentialsArn: text(integration.credentialsArn),
    }),
  }
}

/** The integration that quick create makes for the target of another. */
function quickIntegration({ id, integrationUri = '', credentialsArn }: RouteIntegration) {
  const isArn = integrationUri.startsWith('arn:')
  return routeIntegration.parse({
    id,
    integrationUri,
    ...(credentialsArn !== undefined && { credentialsArn }),
    ...(isArn
      ? { integrationType: 'AWS_PROXY', integrationMethod: 'POST', payloadFormatVersion: '2.0' }
      : { integrationType: 'HTTP_PROXY', integrationMethod: 'ANY', payloadFormatVersion: '1.0' }),
  })
}

const kinds = {
  HTTP: { noun: 'HTTP API', scheme: 'https' },
  WEBSOCKET: { noun: 'WebSocket API', scheme: 'wss' },
} satisfies { readonly [P in RoutedApi['protocol']]: { noun: string; scheme: string } }

/** A whole template of what was written. */
export function templateOfRouted({ api, ids, resources }: RoutedWriter): Json {
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const { noun, scheme } = kinds[api.protocol]
  const outputs = Object.values(api.stages).map(({ stageName }): [string, Json] => {
    const isDefault = stageName === '$default'
    const host = `${scheme}://\${${apiLogicalId}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}`
    const name = `${apiLogicalId}${isDefault ? 'Default' : pascalCase(stageName)}StageUrl`
    return [
      name,
      {
        Description: `Invoke URL of the stage ${stageName}`,
        Value: sub(isDefault ? host : `${host}/${stageName}`),
      },
    ]
  })
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${api.name}: an Amazon API Gateway ${noun}`,
    Resources: resourcesOf(resources),
    ...(outputs.length > 0 && { Outputs: Object.fromEntries(outputs) as Json }), // pairs of text and JSON, built above
  }
}

function bodyInstead(api: RoutedApi, count: number): Problem {
  return {
    code: 'cloudformation/body',
    message: `With a resource for each part the template would have ${count} resources, and CloudFormation accepts ${resourcesPerTemplate}: the API is written as one OpenAPI body instead.`,
    severity: 'info',
    at: ['apis', api.id],
  }
}

function noRoutes(api: RoutedApi): Problem {
  return {
    code: 'cloudformation/no-routes',
    message: `The API ${api.name} has no routes.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}
