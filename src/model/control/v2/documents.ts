import { openApiText } from '../../export/openapi/text.ts'
import { readHttpApi } from '../../import/openapi/http/read.ts'
import { readText } from '../../import/readText.ts'
import type { Design } from '../../schema/design.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { Problem } from '../../result.ts'
import {
  badRequest,
  dateOf,
  flag,
  notFound,
  own,
  someText,
  text,
  withDesign,
  withNote,
} from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { checkImportFile } from '../documents.ts'
import { apiAnswer } from './answers.ts'
import { routedApiOf } from './places.ts'
import { checkRoutedQuotas } from './quotas.ts'

/** An API that was read from a document, and what the service says about the document. */
interface ImportedDocument {
  readonly api: HttpApi
  readonly problems: readonly Problem[]
}

/** The API of an OpenAPI document. Errors refuse it, and warnings too with `failOnWarnings`. Throws `ServiceRefusal`. */
function imported(input: JsonObject, { nextId }: ControlEnvironment): ImportedDocument {
  checkImportFile(input)
  const basepath = someText(input['basepath'])?.toLowerCase()
  const document = readText(text(input['body']) ?? '')
  const read = document.ok
    ? readHttpApi(document.value, {
        nextId,
        ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && {
          basepath,
        }),
      })
    : document
  if (!read.ok) throw badRequest('Invalid OpenAPI input.')
  const messages = (severity: Problem['severity']) =>
    read.problems.filter((each) => each.severity === severity).map(({ message }) => message)
  const [errors, warnings] = [messages('error'), messages('warning')]
  if (errors.length > 0) throw badRequest(['Errors found during import:', ...errors].join('\n\t'))
  if (flag(input['failOnWarnings'] ?? null) === true && warnings.length > 0) {
    throw badRequest(['Warnings found during import:', ...warnings].join('\n\t'))
  }
  return { api: { ...read.value, stages: {} }, problems: read.problems }
}

/** The answer on an API with what its import found. Source: API reference v2, Api. */
function answerOf(account: Account, { api, problems }: ImportedDocument, env: ControlEnvironment) {
  const messages = (isInfo: boolean) =>
    problems.filter(({ severity }) => (severity === 'info') === isInfo).map((each) => each.message)
  const [importInfo, warnings] = [messages(true), messages(false)]
  return {
    account,
    body: {
      ...apiAnswer(account, api, env),
      ...(importInfo.length > 0 && { importInfo }),
      ...(warnings.length > 0 && { warnings }),
    },
  }
}

/** The account with the API in its place, unless that exceeds a quota. */
function withApi(account: Account, api: HttpApi, environment: ControlEnvironment): Account {
  const { design } = account
  const next: Design = { ...design, apis: { ...design.apis, [api.id]: api } }
  checkRoutedQuotas(design, next, api.id, environment)
  return withDesign(account, next)
}

/** The API as a stage serves it: a stage without a deployment serves the present configuration. */
function served(api: HttpApi, stageName: string): HttpApi {
  const stage = own(api.stages, stageName)
  if (!stage) throw notFound(`Invalid Stage identifier specified`)
  const deployed = own(api.deployments, stage.deploymentId ?? '')?.snapshot
  return { ...api, ...(!stage.autoDeploy && deployed) }
}

/** The management calls that read and write OpenAPI documents. */
export const documentOperations = {
  ImportApi: {
    status: 201,
    run: (account, input, environment) => {
      const found = imported(input, environment)
      const note = { createdDate: dateOf(environment) }
      const next = withNote(withApi(account, found.api, environment), ['apis', found.api.id], note)
      return answerOf(next, found, environment)
    },
  },
  ReimportApi: {
    status: 201,
    run: (account, input, environment) => {
      // a document that does not parse is refused before the API is looked for
      const found = imported(input, environment)
      const before = routedApiOf(account, input, environment)
      if (before.protocol !== 'HTTP') {
        throw badRequest('Reimport is not supported on protocolType WEBSOCKET')
      }
      const { deployments, stages, tags, disableExecuteApiEndpoint, ipAddressType } = before
      const definition = found.api
      const api: HttpApi = {
        ...definition,
        id: before.id,
        deployments,
        stages,
        tags: Object.keys(definition.tags).length > 0 ? definition.tags : tags,
        disableExecuteApiEndpoint:
          definition.disableExecuteApiEndpoint || disableExecuteApiEndpoint,
        ...(definition.ipAddressType === undefined && ipAddressType && { ipAddressType }),
      }
      const next = withApi(account, api, environment)
      return answerOf(next, { api, problems: found.problems }, environment)
    },
  },
  ExportApi: {
    status: 200,
    run: (account, input, environment) => {
      const api = routedApiOf(account, input, environment)
      if (api.protocol !== 'HTTP') {
        throw badRequest('Export is not supported on protocolType WEBSOCKET')
      }
      if (text(input['specification']) !== 'OAS30') {
        throw badRequest('Invalid specification specified. Valid options are OAS30')
      }
      const version = someText(input['exportVersion']) ?? '1.0'
      if (version !== '1.0') {
        throw badRequest('Invalid exportVersion specified. Valid options are 1.0')
      }
      const stageName = someText(input['stageName'])
      const written = openApiText(stageName === undefined ? api : served(api, stageName), {
        dialect: 'openapi-3.0',
        format: text(input['outputType']) === 'YAML' ? 'yaml' : 'json',
        stageName: stageName ?? '$default',
        retain: false,
        createdDate: dateOf(environment),
        isFile: false,
        ...(flag(input['includeExtensions'] ?? null) === false && { extensions: [] }),
      })
      if (!written.ok) throw badRequest(written.problems.map(({ message }) => message).join('\n'))
      return { account, body: { body: written.value } }
    },
  },
} satisfies { readonly [name: string]: Operation }
