import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RouteAuthorizer } from '../../schema/v2/authorizer.ts'
import type { RouteStage } from '../../schema/v2/stage.ts'
import { writeLoggingRole } from '../cloudformation/access.ts'
import { writeDomainNames } from '../cloudformation/domainNames.ts'
import { httpBodyOf, settledBody } from '../cloudformation/httpBody.ts'
import { createLogicalIds } from '../cloudformation/logicalIds.ts'
import type { LogicalIds } from '../cloudformation/logicalIds.ts'
import { isObject } from '../cloudformation/merge.ts'
import { corsProperties } from '../cloudformation/routedApi.ts'
import { functionOfUri, writeRoutedPermissions } from '../cloudformation/routedPermissions.ts'
import { stageSettings, writeRoutedStages } from '../cloudformation/routedStages.ts'
import { templateOfRouted, writtenRouted } from '../cloudformation/routedWrite.ts'
import { present, text, textMap, usualOptions } from '../cloudformation/template.ts'
import type { RoutedWriter, TemplateOptions } from '../cloudformation/template.ts'
import { createWriter } from '../cloudformation/writer.ts'
import type { GivenToWriter } from '../cloudformation/writer.ts'

/**
 * A template with the serverless transform of one HTTP or WebSocket API: an HTTP API as an `AWS::Serverless::HttpApi` with
 * its definition, a WebSocket API as the resources that the transform leaves as they are.
 */
export function serverlessRoutedTemplate(
  api: RoutedWriter['api'],
  access: Design['access'],
  options: TemplateOptions = usualOptions,
  createIds: () => LogicalIds = createLogicalIds,
): Result<Json> {
  const serverless = canBeServerless(api)
    ? writtenServerlessHttp(api, access, 'definition', { options, ids: createIds() })
    : undefined
  const writer =
    serverless && hasDefinition(serverless)
      ? serverless
      : writtenRouted(api, access, 'parts', { options, ids: createIds() })
  const written = templateOfRouted(writer)
  const { AWSTemplateFormatVersion, ...rest } = isObject(written) ? written : {}
  return ok(
    {
      AWSTemplateFormatVersion: AWSTemplateFormatVersion ?? '2010-09-09',
      Transform: 'AWS::Serverless-2016-10-31',
      ...rest,
    },
    writer.problems,
  )
}

/** The transform gives an HTTP API one stage at least, which deploys automatically and has no description. */
function canBeServerless(api: RoutedWriter['api']): boolean {
  const [first] = Object.values(api.stages)
  return api.protocol === 'HTTP' && first?.autoDeploy === true && first.description === undefined
}

/** An API without its definition would be one without routes. */
function hasDefinition({ resources }: RoutedWriter): boolean {
  return [...resources.values()].some(({ Properties }) =>
    Object.hasOwn(Properties, 'DefinitionBody'),
  )
}

/** How an `AWS::Serverless::HttpApi` is written: with its definition, or as settings beside the events of functions. */
export type ServerlessForm = 'definition' | 'settings'

/** The resources of an HTTP API for the serverless transform, which makes the first stage. */
export function writtenServerlessHttp(
  api: RoutedWriter['api'],
  access: Design['access'],
  form: ServerlessForm,
  given: GivenToWriter = {},
): RoutedWriter {
  const writer: RoutedWriter = createWriter(api, access, given)
  const { ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const [first, ...others] = Object.values(api.stages)
  const {
    ClientCertificateId: _certificate,
    Tags: _tags,
    ...settings
  } = first ? stageSettings(writer, first) : {}
  const authorizers = Object.values(api.authorizers).map((authorizer): [string, Json] => [
    authorizer.name,
    authorizerSettings(authorizer),
  ])
  const body = form === 'definition' ? httpBodyOf(writer) : undefined
  const properties = present({
    Name: api.name,
    Description: api.description,
    StageName: first?.stageName === '$default' ? undefined : first?.stageName,
    CorsConfiguration:
      api.protocol === 'HTTP' && api.corsConfiguration
        ? corsProperties(api.corsConfiguration)
        : undefined,
    DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint || undefined,
    Auth: present({ Authorizers: Object.fromEntries(authorizers) }),
    ...settings,
    Tags: textMap(api.tags),
  })
  if (body !== undefined) {
    properties['DefinitionBody'] = settledBody(properties, body, given.settings ?? [])
  }
  const isNew = given.settings === undefined && body !== undefined
  if (isNew && first && !sameValue(first.tags, api.tags)) writeOwnTags(writer, properties, first)
  resources.set(apiLogicalId, { Type: 'AWS::Serverless::HttpApi', Properties: properties })
  if (others.length > 0) {
    writeRoutedStages({ ...writer, api: withStages(api, others) }, [])
  }
  writeRoutedPermissions(writer)
  writeDomainNames(writer)
  if (writer.options.loggingRole) writeLoggingRole(writer)
  if (!first) writer.problems.push(stageAdded(api))
  return writer
}

/** The transform gives the tags of an API to its stage too, unless they are in its definition. */
function writeOwnTags(
  { api, problems }: RoutedWriter,
  properties: { [name: string]: Json },
  stage: RouteStage,
): void {
  const { DefinitionBody: body = {} } = properties
  const tags = Object.entries(api.tags).map(([name, value]) => ({
    name,
    ...(value !== '' && { 'x-amazon-apigateway-tag-value': value }),
  }))
  delete properties['Tags']
  properties['DefinitionBody'] = { ...(isObject(body) && body), ...(tags.length > 0 && { tags }) }
  if (Object.keys(stage.tags).length === 0) return
  problems.push({
    code: 'sam/stage',
    message: `AWS::Serverless::HttpApi has no property for the tags of the stage ${stage.stageName}: left out.`,
    severity: 'warning',
    at: ['apis', api.id, 'stages', stage.stageName],
  })
}

function withStages<A extends RoutedWriter['api']>(
  api: A,
  stages: readonly A['stages'][string][],
): A {
  return { ...api, stages: Object.fromEntries(stages.map((stage) => [stage.stageName, stage])) }
}

const identityKinds = [
  ['Headers', '$request.header.'],
  ['QueryStrings', '$request.querystring.'],
  ['Context', '$context.'],
  ['StageVariables', '$stageVariables.'],
] as const

/** An authorizer as the property Auth of an `AWS::Serverless::HttpApi` has it. */
function authorizerSettings(authorizer: RouteAuthorizer): Json {
  const { jwtConfiguration: jwt, identitySource } = authorizer
  if (authorizer.authorizerType === 'JWT') {
    return present({
      IdentitySource: identitySource[0],
      JwtConfiguration: present({
        issuer: jwt?.issuer === undefined ? undefined : text(jwt.issuer),
        audience: jwt?.audience,
      }),
    })
  }
  const role = authorizer.authorizerCredentialsArn
  const identity = identityKinds.map(([property, prefix]): [string, Json] => [
    property,
    identitySource
      .filter((source) => source.startsWith(prefix))
      .map((source) => source.slice(prefix.length)),
  ])
  return present({
    FunctionArn: text(functionOfUri(authorizer.authorizerUri) ?? ''),
    FunctionInvokeRole: role === undefined ? undefined : text(role),
    AuthorizerPayloadFormatVersion: authorizer.authorizerPayloadFormatVersion,
    EnableSimpleResponses: authorizer.enableSimpleResponses,
    Identity: present({
      ...Object.fromEntries(identity),
      ReauthorizeEvery: authorizer.authorizerResultTtlInSeconds,
    }),
  })
}

function stageAdded(api: RoutedWriter['api']): Problem {
  return {
    code: 'sam/stage-added',
    message: `AWS::Serverless::HttpApi requires a stage, and the API ${api.name} has none: the template makes the stage $default.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}
