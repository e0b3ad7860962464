import { readOpenApi } from '../../import/openapi/read.ts'
import { readText } from '../../import/readText.ts'
import {
  putDocumentationPart,
  putDocumentationVersion,
  removeDocumentationPart,
  removeDocumentationVersion,
} from '../../operations/documentation.ts'
import { updateStage } from '../../operations/stages.ts'
import type { DocumentationPart } from '../../schema/documentation.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import {
  badRequest,
  conflict,
  dateOf,
  notFound,
  object,
  own,
  someText,
  text,
  withDesign,
} from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { documentationPartAnswer } from './answers.ts'
import { checkListedPath, patchesOf } from './patch.ts'
import { checkImportFile } from '../documents.ts'

type Location = DocumentationPart['location']

const locationMembers = ['path', 'method', 'statusCode', 'name'] as const

/** The location of an input; its type was checked with the shape. */
function locationOf(value: Json | undefined): Location {
  const given = object(value)
  const members = locationMembers.flatMap((name) => {
    const member = someText(given[name])
    return member === undefined ? [] : [[name, member]]
  })
  return { type: text(given['type']) as Location['type'], ...Object.fromEntries(members) }
}

/** Types of parts that belong to no path. */
const pathlessTypes: readonly Location['type'][] = ['API', 'AUTHORIZER', 'MODEL']

/** Parts as an import of the service stores them: those that belong to a path and name none belong to the root. */
export function importedParts(parts: RestApi['documentationParts']): RestApi['documentationParts'] {
  return Object.fromEntries(
    Object.entries(parts).map(([id, part]) => {
      const { location } = part
      const needsPath = location.path === undefined && !pathlessTypes.includes(location.type)
      return [id, needsPath ? { ...part, location: { ...location, path: '/' } } : part]
    }),
  )
}

/** Types of parts that are found by their names alone. Sources differ on others, which may do without. */
const namedTypes: readonly Location['type'][] = [
  'PATH_PARAMETER',
  'REQUEST_HEADER',
  'RESPONSE_HEADER',
]

function checkNamed({ type, name }: Location): void {
  if (name !== undefined || !namedTypes.includes(type)) return
  throw badRequest(`Invalid documentation part location: a part of type ${type} needs a name`)
}

function sameLocation(left: Location, right: Location): boolean {
  return left.type === right.type && locationMembers.every((name) => left[name] === right[name])
}

function partOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const unknown = () => notFound('Invalid Documentation part identifier specified')
  const api = apiOf(account, input, environment, unknown)
  const part = own(api.documentationParts, text(input['documentationPartId']) ?? '')
  if (!part) throw unknown()
  return { api, part }
}

function answerOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  return {
    account,
    body: documentationPartAnswer(partOf(account, input, environment).part),
  }
}

function versionOf(account: Account, input: JsonObject, environment: ControlEnvironment) {
  const api = apiOf(account, input, environment)
  const version = own(api.documentationVersions, text(input['documentationVersion']) ?? '')
  if (!version) throw notFound('Invalid Documentation version specified')
  return { api, version }
}

function versionAnswer(version: RestApi['documentationVersions'][string]): JsonObject {
  const { version: name, createdDate, description } = version
  return {
    version: name,
    ...(createdDate !== undefined && { createdDate }),
    ...(description !== undefined && { description }),
  }
}

/** The management calls on documentation parts and versions. */
export const documentationOperations = {
  CreateDocumentationPart: {
    status: 201,
    run: (account, input, environment) => {
      const { id: apiId, documentationParts } = apiOf(account, input, environment)
      const location = locationOf(input['location'])
      checkNamed(location)
      if (Object.values(documentationParts).some((part) => sameLocation(part.location, location))) {
        const members = Object.entries(location).map(([name, value]) => `${name} '${value}'`)
        throw conflict(
          `Documentation part already exists for the specified location: ${members.join(', ')}`,
        )
      }
      const id = environment.nextId()
      const part = { id, location, properties: text(input['properties']) ?? '' }
      const design = done(putDocumentationPart(account.design, { apiId, part }))
      return { account: withDesign(account, design), body: documentationPartAnswer(part) }
    },
  },
  GetDocumentationPart: { status: 200, run: answerOf },
  GetDocumentationParts: {
    status: 200,
    run: (account, input, environment) => {
      const { documentationParts } = apiOf(account, input, environment)
      const type = someText(input['type'])
      const name = someText(input['nameQuery'])
      const path = someText(input['path'])
      const parts = Object.values(documentationParts).filter(
        ({ location }) =>
          (type === undefined || location.type === type) &&
          (name === undefined || location.name === name) &&
          (path === undefined || location.path === path),
      )
      return { account, body: page(parts.map(documentationPartAnswer), input) }
    },
  },
  UpdateDocumentationPart: {
    status: 200,
    run: (account, input, environment) => {
      const { api, part: before } = partOf(account, input, environment)
      const design = patchesOf(input).reduce((design, patch) => {
        checkListedPath(patch, { replace: ['/properties'] })
        const part = { ...before, properties: patch.value ?? '' }
        return done(putDocumentationPart(design, { apiId: api.id, part }))
      }, account.design)
      return answerOf(withDesign(account, design), input, environment)
    },
  },
  DeleteDocumentationPart: {
    status: 202,
    run: (account, input, environment) => {
      // unlike get and update, delete reports an unknown API as one
      const { id: apiId } = apiOf(account, input, environment)
      const { part } = partOf(account, input, environment)
      const design = done(removeDocumentationPart(account.design, { apiId, id: part.id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  ImportDocumentationParts: {
    status: 200,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      checkImportFile(input)
      const document = readText(text(input['body']) ?? '')
      const read = document.ok
        ? readOpenApi(document.value, { nextId: environment.nextId })
        : document
      const [source] = read.ok ? Object.values(read.value.apis) : []
      if (source?.protocol !== 'REST') {
        throw badRequest('Unable to build importer with provided input.')
      }
      const imported = Object.values(importedParts(source.documentationParts))
      const kept = input['mode'] === 'overwrite' ? {} : api.documentationParts
      const merged = imported.reduce((parts, part) => {
        const twin = Object.values(parts).find(({ location }) =>
          sameLocation(location, part.location),
        )
        const id = twin?.id ?? part.id
        return { ...parts, [id]: { ...part, id } }
      }, kept)
      const next = { ...api, documentationParts: merged }
      const { design } = account
      const ids = Object.values(merged)
        .filter(({ location }) => imported.some((part) => sameLocation(part.location, location)))
        .map(({ id }) => id)
      return {
        account: withDesign(account, { ...design, apis: { ...design.apis, [api.id]: next } }),
        body: { ids },
      }
    },
  },
  CreateDocumentationVersion: {
    status: 201,
    run: (account, input, environment) => {
      const api = apiOf(account, input, environment)
      const name = text(input['documentationVersion']) ?? ''
      if (own(api.documentationVersions, name)) {
        throw conflict('Documentation version already exists')
      }
      const description = someText(input['description'])
      const version = {
        version: name,
        createdDate: dateOf(environment),
        ...(description !== undefined && { description }),
      }
      const design = done(putDocumentationVersion(account.design, { apiId: api.id, version }))
      const stageName = someText(input['stageName'])
      const change = { documentationVersion: name }
      const next =
        stageName === undefined
          ? design
          : done(updateStage(design, { apiId: api.id, stageName, change }))
      return { account: withDesign(account, next), body: versionAnswer(version) }
    },
  },
  GetDocumentationVersion: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: versionAnswer(versionOf(account, input, environment).version),
    }),
  },
  GetDocumentationVersions: {
    status: 200,
    run: (account, input, environment) => {
      const { documentationVersions } = apiOf(account, input, environment)
      return { account, body: page(Object.values(documentationVersions).map(versionAnswer), input) }
    },
  },
  UpdateDocumentationVersion: {
    status: 200,
    run: (account, input, environment) => {
      const { api, version: before } = versionOf(account, input, environment)
      const version = patchesOf(input).reduce((version, patch) => {
        checkListedPath(patch, { replace: ['/description'] })
        return { ...version, description: patch.value ?? '' }
      }, before)
      const design = done(putDocumentationVersion(account.design, { apiId: api.id, version }))
      return { account: withDesign(account, design), body: versionAnswer(version) }
    },
  },
  DeleteDocumentationVersion: {
    status: 202,
    run: (account, input, environment) => {
      const { api, version } = versionOf(account, input, environment)
      const removed = { apiId: api.id, version: version.version }
      const design = done(removeDocumentationVersion(account.design, removed))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
