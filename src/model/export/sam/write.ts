import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import { sameValue } from '../../sameValue.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { Stage } from '../../schema/stage.ts'
import { writeAccess, writeLoggingRole } from '../cloudformation/access.ts'
import { writeDomainNames } from '../cloudformation/domainNames.ts'
import { createLogicalIds } from '../cloudformation/logicalIds.ts'
import type { LogicalIds } from '../cloudformation/logicalIds.ts'
import { writePermissions } from '../cloudformation/permissions.ts'
import { stageProperties } from '../cloudformation/stages.ts'
import { present, ref, usualOptions } from '../cloudformation/template.ts'
import type { TemplateOptions, TemplateWriter } from '../cloudformation/template.ts'
import { bodyOf, templateOf } from '../cloudformation/write.ts'
import { createWriter } from '../cloudformation/writer.ts'
import type { GivenToWriter } from '../cloudformation/writer.ts'

/**
 * A template with the serverless transform: an `AWS::Serverless::Api` with its definition and its first stage, the other
 * stages beside it, the permissions to call its functions and the usage plans that cover it.
 */
export function serverlessTemplate(
  api: RestApi,
  access: Design['access'],
  options: TemplateOptions = usualOptions,
  createIds: () => LogicalIds = createLogicalIds,
): Result<Json> {
  const writer = writtenServerless(api, access, { options, ids: createIds() })
  const { AWSTemplateFormatVersion, ...rest } = objectOf(templateOf(writer))
  return ok(
    {
      AWSTemplateFormatVersion: AWSTemplateFormatVersion ?? '2010-09-09',
      Transform: 'AWS::Serverless-2016-10-31',
      ...rest,
    },
    writer.problems,
  )
}

/** The resources of one API for the serverless transform, and of what stands beside it. */
export function writtenServerless(
  api: RestApi,
  access: Design['access'],
  given: GivenToWriter = {},
): TemplateWriter {
  const writer = createWriter(api, access, given)
  const { ids, resources, problems, dialect } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const document = bodyOf(writer)
  const [first, ...others] = Object.values(api.stages)
  const { endpointConfiguration } = api
  const stage = first ? stageProperties(first, writer, apiLogicalId, ref('')) : {}
  const { RestApiId: _api, DeploymentId: _deployment, StageName: _name, ...stageMembers } = stage
  // the transform knows a stage by the properties of its API
  const {
    Description: _description,
    ClientCertificateId: _certificate,
    DocumentationVersion: _version,
    Tags: _tags,
    ...known
  } = stageMembers
  resources.set(apiLogicalId, {
    Type: 'AWS::Serverless::Api',
    Properties: present({
      Name: api.name,
      Description: api.description,
      StageName: first?.stageName ?? 'Prod',
      EndpointConfiguration: present({
        Type: endpointConfiguration.types[0],
        VPCEndpointIds: endpointConfiguration.vpcEndpointIds,
      }),
      DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint || undefined,
      MinimumCompressionSize: api.minimumCompressionSize,
      BinaryMediaTypes: api.binaryMediaTypes.map((type) => type.replaceAll('/', '~1')),
      OpenApiVersion: dialect === 'openapi-3.0' ? '3.0.1' : undefined,
      ...known,
      Tags: api.tags,
      DefinitionBody: document,
    }),
  })
  for (const stage of others) {
    resources.set(ids.of(`stage ${stage.stageName}`, stage.stageName, 'Stage'), {
      Type: 'AWS::ApiGateway::Stage',
      // the transform names the deployment that it makes under this reference
      Properties: stageProperties(stage, writer, apiLogicalId, ref(`${apiLogicalId}.Deployment`)),
    })
  }
  problems.push(...(first ? leftOfStage(first, api) : [stageAdded(api)]))
  writePermissions(writer)
  writeAccess(writer)
  writeDomainNames(writer)
  if (writer.options.loggingRole) writeLoggingRole(writer)
  return writer
}

/** What an `AWS::Serverless::Api` has no property for. */
function leftOfStage(stage: Stage, api: RestApi): Problem[] {
  const left = [
    stage.description !== undefined && 'description',
    stage.clientCertificateId !== undefined && 'client certificate',
    stage.documentationVersion !== undefined && 'documentation version',
    Object.keys(stage.tags).length > 0 && !sameValue(stage.tags, api.tags) && 'tags',
  ].filter((name) => name !== false)
  if (left.length === 0) return []
  return [
    {
      code: 'sam/stage',
      message: `AWS::Serverless::Api has no property for the ${left.join(', the ')} of the stage ${stage.stageName}: left out.`,
      severity: 'warning',
      at: ['apis', api.id, 'stages', stage.stageName],
    },
  ]
}

function stageAdded(api: RestApi): Problem {
  return {
    code: 'sam/stage-added',
    message: `AWS::Serverless::Api requires a stage, and the API ${api.name} has none: the template makes the stage Prod.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

function objectOf(value: Json): { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}
