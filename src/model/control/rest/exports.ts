import type { Extensions } from '../../export/openapi/extensions.ts'
import { openApiText } from '../../export/openapi/text.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { badRequest, dateOf, notFound, object, own, someText, text } from '../account.ts'
import { apiOf } from './places.ts'
import type { Operation } from '../account.ts'

const exportTypes = { oas30: 'openapi-3.0', swagger: 'swagger-2.0' } as const
const formats = { 'application/json': 'json', 'application/yaml': 'yaml' } as const
const extensionNames = ['apigateway', 'integrations', 'authorizers', 'documentation'] as const

/** The API as a stage serves it: without what was changed since the deployment. */
function served(api: RestApi, stageName: string): RestApi {
  const deployed = own(api.deployments, api.stages[stageName]?.deploymentId ?? '')?.snapshot
  const { deployments, stages } = api
  return { ...api, ...deployed, deployments, stages }
}

/** The extensions that are asked for; `postman` is known to the service and says nothing of an API. */
function extensionsOf(asked: string): Extensions[] {
  return extensionNames.filter((name) => asked.split(',').includes(name))
}

/** The management call that writes a stage's API as a document. */
export const exportOperations = {
  GetExport: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const stageName = text(input['stageName']) ?? ''
      if (!own(api.stages, stageName)) throw notFound('Invalid stage identifier specified')
      const exportType = text(input['exportType']) ?? ''
      const dialect = own(exportTypes, exportType)
      if (!dialect)
        throw badRequest('Invalid export type specified. Valid options are oas30,swagger')
      const contentType = someText(input['accepts']) ?? 'application/json'
      const format = own(formats, contentType)
      if (!format) {
        throw badRequest(
          `Invalid accept header specified. Valid options are ${Object.keys(formats).join(',')}`,
        )
      }
      const written = openApiText(served(api, stageName), {
        dialect,
        format,
        stageName,
        extensions: extensionsOf(text(object(input['parameters'])['extensions']) ?? ''),
        retain: false,
        createdDate: dateOf(environment),
        isFile: false,
      })
      // every REST API is written in both dialects
      if (!written.ok) throw new Error(`the API ${api.id} was not written`)
      const version = api.version ?? dateOf(environment)
      const contentDisposition = `attachment; filename="${exportType}_${version}.${format}"`
      return { account, body: { contentType, contentDisposition, body: written.value } }
    },
  },
} satisfies { readonly [name: string]: Operation }
