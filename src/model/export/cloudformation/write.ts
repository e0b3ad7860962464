import { ok } from '../../result.ts'
import type { Problem, Result } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { createLogicalIds } from './logicalIds.ts'
import { writeResources } from './methods.ts'
import { writeModels } from './models.ts'
import {
  writeAuthorizers,
  writeDocumentation,
  writeGatewayResponses,
  writeRequestValidators,
  writeRestApi,
} from './parts.ts'
import { writePermissions } from './permissions.ts'
import { writeStages } from './stages.ts'
import { sub } from './template.ts'
import type { TemplateResource, TemplateWriter } from './template.ts'

/** CloudFormation refuses a template with more. Source: CloudFormation quotas. */
export const resourcesPerTemplate = 500

/**
 * A CloudFormation template of one REST API: the API, its resources, methods, models, validators, gateway responses,
 * authorizers, documentation, a deployment named by a hash of it all, its stages and the permissions to call its functions.
 * Problems name what a template has no place for.
 */
export function cloudFormationTemplate(api: RestApi): Result<Json> {
  const writer: TemplateWriter = {
    api,
    ids: createLogicalIds(),
    resources: new Map(),
    problems: [],
  }
  writeRestApi(writer)
  writeModels(writer, api.id)
  writeRequestValidators(writer)
  writeAuthorizers(writer)
  const gatewayResponseIds = writeGatewayResponses(writer)
  const methodIds = writeResources(writer)
  writeDocumentation(writer)
  if (methodIds.length > 0) {
    writeStages(writer, [...methodIds, ...gatewayResponseIds])
  } else {
    writer.problems.push(noMethods(api))
  }
  writePermissions(writer)
  if (writer.resources.size > resourcesPerTemplate) {
    writer.problems.push(tooManyResources(api, writer.resources.size))
  }
  return ok(templateOf(writer), writer.problems)
}

function templateOf({ api, ids, resources }: TemplateWriter): Json {
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const outputs = Object.values(api.stages).flatMap(({ stageName }) => {
    const stageId = ids.known(`stage ${stageName}`)
    if (stageId === undefined) return []
    const url = `https://\${${apiLogicalId}}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/\${${stageId}}`
    return [
      [`${stageId}Url`, { Description: `Invoke URL of the stage ${stageName}`, Value: sub(url) }],
    ]
  })
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `${api.name}: an Amazon API Gateway REST API`,
    Resources: Object.fromEntries([...resources].map(([id, resource]) => [id, jsonOf(resource)])),
    ...(outputs.length > 0 && { Outputs: Object.fromEntries(outputs) as Json }), // pairs of text and JSON, built above
  }
}

function jsonOf(resource: TemplateResource): Json {
  return {
    Type: resource.Type,
    ...(resource.DependsOn && { DependsOn: resource.DependsOn }),
    Properties: resource.Properties,
  }
}

function noMethods(api: RestApi): Problem {
  return {
    code: 'cloudformation/no-methods',
    message: `The API ${api.name} has no methods, so the template has neither deployment nor stages: the service would refuse to deploy it.`,
    severity: 'warning',
    at: ['apis', api.id],
  }
}

function tooManyResources(api: RestApi, count: number): Problem {
  return {
    code: 'cloudformation/too-many-resources',
    message: `The template has ${count} resources and CloudFormation takes ${resourcesPerTemplate}: export the API as an OpenAPI body instead.`,
    severity: 'error',
    at: ['apis', api.id],
  }
}
