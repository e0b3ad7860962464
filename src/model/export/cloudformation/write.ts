import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { openApiDocument } from '../openapi/write.ts'
import { vpcLinkReference, writeAccess, writeLoggingRole } from './access.ts'
import { writeDomainNames } from './domainNames.ts'
import { createLogicalIds, pascalCase } from './logicalIds.ts'
import type { LogicalIds } from './logicalIds.ts'
import { writeResources } from './methods.ts'
import { writeModels } from './models.ts'
import {
  writeAuthorizers,
  writeDocumentation,
  writeGatewayResponses,
  writeRequestValidators,
  writeRestApi,
} from './parts.ts'
import { inTemplate } from './bodyValues.ts'
import { createWriter, noAccess, resourcesOf, resourcesPerTemplate } from './writer.ts'
import type { GivenToWriter } from './writer.ts'
import { writePermissions } from './permissions.ts'
import { writeStages } from './stages.ts'
import { sub, usualOptions } from './template.ts'
import type { TemplateOptions, TemplateWriter } from './template.ts'

/**
 * A CloudFormation template of one REST API: the API, its resources, methods, models, validators, gateway responses,
 * authorizers, documentation, a deployment named by a hash of it all, its stages and the permissions to call its functions.
 * Problems name what a template has no place for.
 */
export function cloudFormationTemplate(
  api: RestApi,
  access: Design['access'] = noAccess,
  options: TemplateOptions = usualOptions,
  createIds: () => LogicalIds = createLogicalIds,
): Result<Json> {
  const whole = writtenTemplate(api, access, 'parts', { options, ids: createIds() })
  const reason = reasonForBody(whole)
  if (!reason) return ok(templateOf(whole), whole.problems)
  const short = writtenTemplate(api, access, 'body', { options, ids: createIds() })
  short.problems.unshift(reason)
  return ok(templateOf(short), short.problems)
}

/** Problems of what separate resources cannot say and an OpenAPI body can. */
const saidByBody: ReadonlySet<string> = new Set([
  'cloudformation/circular-models',
  'cloudformation/no-tls-config',
])

/** Why the API stands in the template as one body, if it does. */
function reasonForBody({ api, resources, problems }: TemplateWriter): Problem | undefined {
  if (resources.size > resourcesPerTemplate) return bodyInstead(api, resources.size)
  const problem = problems.find(({ code }) => saidByBody.has(code))
  return problem && { ...problem, severity: 'info' }
}

/** How the definition of an API stands in a template: a resource for each part, or one with an OpenAPI body. */
export type DefinitionMode = 'parts' | 'body'

const definitionWriters = { parts: writeParts, body: writeBody } satisfies {
  [M in DefinitionMode]: (writer: TemplateWriter) => string[]
}

/** The resources of one API and of what stands beside it. */
export function writtenTemplate(
  api: RestApi,
  access: Design['access'],
  mode: DefinitionMode,
  given: GivenToWriter = {},
): TemplateWriter {
  const writer = createWriter(api, access, given)
  const dependsOn = definitionWriters[mode](writer)
  const hasMethods = Object.values(api.resources).some(
    ({ methods }) => Object.keys(methods).length > 0,
  )
  const waitsFor = writer.options.loggingRole ? [writeLoggingRole(writer)] : []
  if (hasMethods || given.keepsStages === true) writeStages(writer, dependsOn, waitsFor)
  if (!hasMethods) writer.problems.push(noMethods(api, given.keepsStages === true))
  writePermissions(writer)
  writeAccess(writer)
  writeDomainNames(writer)
  return writer
}

/** A resource for each part of the API. Gives back what a deployment has to wait for. */
function writeParts(writer: TemplateWriter): string[] {
  writeRestApi(writer)
  writeModels(writer, writer.api.id)
  writeRequestValidators(writer)
  writeAuthorizers(writer)
  const gatewayResponseIds = writeGatewayResponses(writer)
  const methodIds = writeResources(writer)
  writeDocumentation(writer)
  return [...methodIds, ...gatewayResponseIds]
}

/** The API as one resource with an OpenAPI body. */
function writeBody(writer: TemplateWriter): string[] {
  writeRestApi(writer)
  const { api, ids, resources } = writer
  const written = resources.get(ids.of(api.id, api.name, 'Api'))
  const document = bodyOf(writer)
  if (written) written.Properties['Body'] = document
  return []
}

/** What an OpenAPI document says less of than a template: that it is said elsewhere in it is no loss. */
const saidByTemplate: ReadonlySet<string> = new Set(['openapi/model-description'])

/** The API as the OpenAPI document that a template holds: where it is served is for the template to say. */
export function bodyOf(writer: TemplateWriter): Json {
  const { document, problems } = openApiDocument(writer.api, {
    dialect: writer.dialect,
    extensions: new Set(['apigateway', 'authorizers', 'documentation']),
    retain: true,
    stageName: undefined,
    createdDate: '1.0',
    region: 'us-east-1',
  })
  writer.problems.push(...problems.filter(({ code }) => !saidByTemplate.has(code)))
  const {
    servers: _servers,
    host: _host,
    basePath: _basePath,
    schemes: _schemes,
    ...rest
  } = document
  return inTemplate(rest, (id) => vpcLinkReference(writer, id))
}

export function templateOf({ api, ids, resources }: TemplateWriter): Json {
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const isServerless = resources.get(apiLogicalId)?.Type === 'AWS::Serverless::Api'
  const outputs = Object.values(api.stages).flatMap(({ stageName }, i) => {
    const known = ids.known(`stage ${stageName}`)
    const written = known !== undefined && resources.has(known) ? known : undefined
    // the transform makes the first stage, and calls it so
    const stageId = written ?? (isServerless && i === 0 ? `${apiLogicalId}.Stage` : undefined)
    if (stageId === undefined) return []
    const url = `https://\${${apiLogicalId}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/\${${stageId}}`
    const name = written ?? `${pascalCase(stageName)}Stage`
    return [
      [`${name}Url`, { Description: `Invoke URL of the stage ${stageName}`, Value: sub(url) }],
    ]
  })
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${api.name}: an Amazon API Gateway REST API`,
    Resources: resourcesOf(resources),
    ...(outputs.length > 0 && { Outputs: Object.fromEntries(outputs) as Json }), // pairs of text and JSON, built above
  }
}

function noMethods(api: RestApi, hasStages: boolean): Problem {
  return {
    code: 'cloudformation/no-methods',
    message: hasStages
      ? `The API ${api.name} has no methods: the service would refuse to deploy it.`
      : `The API ${api.name} has no methods, so the template has neither deployment nor stages: the service would refuse to deploy it.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

function bodyInstead(api: RestApi, count: number): Problem {
  return {
    code: 'cloudformation/body',
    message: `With a resource for each part the template would have ${count} resources, and CloudFormation takes ${resourcesPerTemplate}: the API stands in it as one OpenAPI body instead.`,
    severity: 'info',
    at: ['apis', api.id],
  }
}
