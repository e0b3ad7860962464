import { exportApi } from '../../export/index.ts'
import type { Extensions } from '../../export/index.ts'
import type { RestApi } from '../../schema/restApi.ts'
import type { Design } from '../../schema/design.ts'
import { badRequest, dateOf, notFound, object, own, someText, text } from '../account.ts'
import { apiOf } from './places.ts'
import type { Operation } from '../account.ts'

const exportTypes = { oas30: 'openapi-3.0', swagger: 'swagger-2.0' } as const
const formats = { 'application/json': 'json', 'application/yaml': 'yaml' } as const
const extensionNames = ['apigateway', 'integrations', 'authorizers', 'documentation'] as const

/** A design of one API, as a stage serves it: what was changed since the deployment is not told. */
function served(design: Design, api: RestApi, stageName: string): Design {
  const deployed = own(api.deployments, api.stages[stageName]?.deploymentId ?? '')?.snapshot
  const { deployments, stages } = api
  return { ...design, apis: { [api.id]: { ...api, ...deployed, deployments, stages } } }
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
      const exporter = own(exportTypes, exportType)
      if (!exporter)
        throw badRequest('Invalid export type specified. Valid options are oas30,swagger')
      const contentType = someText(input['accepts']) ?? 'application/json'
      const format = own(formats, contentType)
      if (!format) {
        throw badRequest(
          `Invalid accept header specified. Valid options are ${Object.keys(formats).join(',')}`,
        )
      }
      const written = exportApi(served(account.design, api, stageName), exporter, api.id, {
        format,
        stageName,
        extensions: extensionsOf(text(object(input['parameters'])['extensions']) ?? ''),
        retain: false,
        createdDate: dateOf(environment),
      })
      const [file] = written.ok ? written.value : []
      // an API of a kind that is looked up above is always written
      if (!file) throw new Error(`the API ${api.id} was not written`)
      const version = api.version ?? dateOf(environment)
      const contentDisposition = `attachment; filename="${exportType}_${version}.${format}"`
      return { account, body: { contentType, contentDisposition, body: file.text } }
    },
  },
} satisfies { readonly [name: string]: Operation }
