import { accountOf, callService, exportApi, resourcesByPath } from '../model/index.ts'
import type { Design, Json } from '../model/index.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'
import { difference } from './matching.ts'
import { compared, documentText, openedApi, matchingOf } from './conformanceCase.ts'
import type { Runner } from './conformanceCase.ts'

/** How cases of documents are run, by their kinds. */
export const documentRunners: Readonly<Record<string, Runner>> = {
  import: runImport,
  export: runExport,
}

function runImport(given: Given, read: (file: string) => string): string | undefined {
  const call = map(given['call'])
  const document =
    'documentText' in given ? text(given['documentText']) : documentText(given['document'], read)
  const opened = openedApi(document, text(map(call['parameters'])['basepath']))
  const expected = map(given['expect'])
  if (typeof opened === 'string') {
    return 'error' in expected
      ? compared(expected['error'], {
          code: 'BadRequestException',
          message: 'Invalid OpenAPI input.',
        })
      : `the import was refused: ${opened}`
  }
  if ('error' in expected) return 'the import should have been refused'
  const { api } = opened
  const matching = matchingOf(api)
  if ('api' in expected) {
    const existing = map(given['existing'])['binaryMediaTypes']
    const merged =
      call['mode'] === 'overwrite' || !Array.isArray(existing)
        ? api
        : { ...api, binaryMediaTypes: [...(existing as string[]), ...api.binaryMediaTypes] }
    const answered = ask({ ...opened.design, apis: { [api.id]: merged } }, 'GetRestApi', {})
    const found = difference(expected['api'], answered, matching, true)
    if (found !== undefined) return found
  }
  if ('warnings' in expected) {
    const warnings = opened.problems
      .filter(({ code }) => code === 'openapi/not-a-text')
      .map(({ message }) => message)
    const found = compared(expected['warnings'], warnings, matching)
    if (found !== undefined) return `warnings${found}`
  }
  if ('resources' in expected) {
    const resources = resourcesByPath(api).map(({ resource, path }) => ({
      path,
      methods: Object.keys(resource.methods).sort(),
    }))
    const found = compared(expected['resources'], resources, matching)
    if (found !== undefined) return `resources${found}`
  }
  if ('method' in expected) {
    const wanted = map(expected['method'])
    const entry = resourcesByPath(api).find(({ path }) => path === wanted['path'])
    const method = entry?.resource.methods[text(wanted['httpMethod']) as 'GET'] // one of the verbs, by the format
    if (!entry || !method)
      return `there is no ${text(wanted['httpMethod'])} ${text(wanted['path'])}`
    const { httpMethod } = method
    const answered = ask(opened.design, 'GetMethod', { resourceId: entry.resource.id, httpMethod })
    const found = compared(wanted['definition'], answered, matching)
    if (found !== undefined) return found
  }
  const lists = {
    models: 'GetModels',
    authorizers: 'GetAuthorizers',
    requestValidators: 'GetRequestValidators',
  }
  for (const [name, operation] of Object.entries(lists)) {
    if (!(name in expected)) continue
    const items = map(ask(opened.design, operation, { limit: 500 }))['items']
    const actual = withoutIds(items, api.id)
    const found = compared(withoutIds(expected[name], api.id), actual, matching)
    if (found !== undefined) return `${name}${found}`
  }
  return undefined
}

/** Ask the management side about the only API of a design. */
function ask(design: Design, operation: string, input: Given): Json {
  const [restApiId = ''] = Object.keys(design.apis)
  const { answer } = callService(
    accountOf(design),
    'apigateway',
    operation,
    { restApiId, ...input },
    askedBy,
  )
  return 'body' in answer ? { ...answer.body } : { error: { ...answer.error } }
}

const askedBy = { now: () => 0, nextId: () => 'id', accountId: '111111111111', region: 'us-east-1' }

/** Leaves out ids, which expectations name by matchers that say nothing here, and puts the name of the format in the place of the API's in references. */
function withoutIds(value: Json | undefined, apiId: string): Json {
  if (typeof value === 'string') {
    return value.replaceAll(`restapis/${apiId}/`, 'restapis/{restApiId}/')
  }
  if (Array.isArray(value)) return value.map((item) => withoutIds(item, apiId))
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'id')
      .map(([name, each]) => [name, withoutIds(each, apiId)]),
  )
}

function runExport(given: Given, read: (file: string) => string): string | undefined {
  const opened = openedApi(documentText(given['document'], read), '')
  if (typeof opened === 'string') return opened
  const call = map(given['call'])
  const extensions = text(map(call['parameters'])['extensions'])
  const kind = call['exportType'] === 'swagger' ? 'swagger-2.0' : 'openapi-3.0'
  const createdDate = '2026-01-31T12:00:00Z'
  const result = exportApi(opened.design, kind, opened.api.id, {
    format: 'json',
    extensions: extensions.split(',').filter((name) => name !== '') as never, // the service's own names
    stageName: text(call['stageName']),
    retain: false,
    createdDate,
  })
  if (!result.ok) return result.problems.map(({ message }) => message).join('; ')
  const document = JSON.parse(result.value[0]?.text ?? 'null') as Json // written as JSON
  const expected = map(given['expect'])
  const matching = matchingOf(opened.api)
  if ('document' in expected) {
    const found = compared(expected['document'], document, matching)
    if (found !== undefined) return found
    const name = `${call['exportType'] === 'swagger' ? 'swagger' : 'oas30'}_${text(map(map(document)['info'])['version'])}.json`
    return compared(
      expected['contentDisposition'] ?? null,
      'contentDisposition' in expected ? `attachment; filename="${name}"` : null,
      matching,
    )
  }
  if ('pointer' in expected)
    return compared(expected['value'], atPointer(document, text(expected['pointer'])), matching)
  const there = ((expected['absentPointers'] as string[] | undefined) ?? []).find(
    (pointer) => atPointer(document, pointer) !== undefined,
  )
  return there === undefined ? undefined : `${there} is there`
}

function atPointer(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~')
    value = Array.isArray(value) ? value[Number(name)] : map(value)[name]
  }
  return value
}
