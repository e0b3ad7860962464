import { readOpenApi } from '../../import/openapi/read.ts'
import { readText } from '../../import/readText.ts'
import { authorizerSettingsRefusal } from '../../operations/authorizers.ts'
import { gatewayResponseRefusal } from '../../operations/gatewayResponses.ts'
import { refusedParts } from '../../operations/integrationRules.ts'
import { putOver } from '../../operations/putApi.ts'
import { methodsOf } from '../../queries/resourceTree.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { badRequest, dateOf, object, someText, text, withDesign, withNote } from '../account.ts'
import { apiOf } from './places.ts'
import type { ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { restApiAnswer } from './answers.ts'
import { importedParts } from './documentation.ts'
import { checkImportFile } from '../documents.ts'

/** The API of an OpenAPI document, or the service's refusal. */
function importedApi(input: JsonObject, environment: ControlEnvironment): RestApi {
  checkImportFile(input)
  const basepath = someText(object(input['parameters'])['basepath'])
  const document = readText(text(input['body']) ?? '')
  const read = document.ok
    ? readOpenApi(document.value, {
        nextId: environment.nextId,
        ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && {
          basepath,
        }),
      })
    : document
  const [api] = read.ok ? Object.values(read.value.apis) : []
  if (api?.protocol !== 'REST') throw badRequest('Invalid OpenAPI input.')
  const errors = importErrors(api)
  if (errors.length > 0) {
    throw badRequest(['Errors found during import:', ...errors].join('\n\t'))
  }
  return { ...api, stages: {}, documentationParts: importedParts(api.documentationParts) }
}

/** What the service refuses of a document's API, a line each. Source: public reports of failed imports. */
function importErrors(api: RestApi): string[] {
  const methods = methodsOf(api).flatMap(({ path, method, at }) => {
    const { integration, httpMethod } = method
    if (!integration) return []
    const place = [...at, 'integration']
    return refusedParts(integration, place).map(({ message, at: problemAt }) => {
      const isResponse = problemAt[place.length] === 'integrationResponses'
      const what = isResponse ? 'integration response' : 'integration'
      return `Unable to put ${what} on '${httpMethod}' for resource at path '${path}': ${message}`
    })
  })
  const at = ['apis', api.id]
  const others = [
    ...Object.values(api.gatewayResponses).map((response) =>
      gatewayResponseRefusal(response, [...at, 'gatewayResponses', response.responseType]),
    ),
    ...Object.values(api.authorizers).map((authorizer) =>
      authorizerSettingsRefusal(authorizer, [...at, 'authorizers', authorizer.id]),
    ),
  ]
  return [
    ...methods,
    ...others.flatMap((refusal) => refusal?.problems ?? []).map(({ message }) => message),
  ]
}

/** The management calls that read OpenAPI documents. */
export const importOperations = {
  ImportRestApi: {
    status: 201,
    run: (account, input, environment) => {
      const api = importedApi(input, environment)
      const { design } = account
      const apis = { ...design.apis, [api.id]: api }
      const next = withNote(withDesign(account, { ...design, apis }), ['apis', api.id], {
        createdDate: dateOf(environment),
      })
      const body: { [name: string]: Json } = { ...restApiAnswer(next, api, environment, false) }
      return { account: next, body }
    },
  },
  PutRestApi: {
    status: 200,
    run: (account, input, environment) => {
      // a document that does not parse is refused before the API is looked for
      const definition = importedApi(input, environment)
      const before = apiOf(account, input, environment)
      const { api } = putOver(
        before,
        definition,
        input['mode'] === 'overwrite' ? 'overwrite' : 'merge',
      )
      const { design } = account
      const next = withDesign(account, { ...design, apis: { ...design.apis, [api.id]: api } })
      return { account: next, body: restApiAnswer(next, api, environment, true) }
    },
  },
} satisfies { readonly [name: string]: Operation }
