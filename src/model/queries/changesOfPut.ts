import { putDesign } from '../operations/putDesign.ts'
import type { PutDesignArgs } from '../operations/putDesign.ts'
import { own } from '../operations/within.ts'
import { resourcesIn } from '../import/cloudformation/template.ts'
import { readText } from '../import/readText.ts'
import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import { sameValue } from '../sameValue.ts'
import type { Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { backendsOf } from './backends.ts'
import { methodsOf } from './resourceTree.ts'

/** Things of a kind that putting a document over an API adds, replaces and removes, by name. */
export interface PutChange {
  /** `Methods`, `Usage plans` */
  readonly heading: string
  readonly added: readonly string[]
  readonly replaced: readonly string[]
  readonly removed: readonly string[]
}

/** What putting a document over an API does. */
export interface PutReview {
  /** Kinds of which anything changes. */
  readonly changes: readonly PutChange[]
  /** What the document has and the design does not take, each as a phrase: `Stage live`. */
  readonly leftBehind: readonly string[]
}

/** Find out what putting a document over an API would do, without doing it. Refused as `putDesign` refuses it. */
export function changesOfPut(design: Design, args: PutDesignArgs): Result<PutReview> {
  const put = putDesign(design, args)
  if (!put.ok) return put
  const [before, after] = [namedThings(design, args.apiId), namedThings(put.value, args.apiId)]
  const changes = before.flatMap(([heading, was]): PutChange[] => {
    const is = after.find(([other]) => other === heading)?.[1] ?? new Map<string, unknown>()
    const added = [...is.keys()].filter((name) => !was.has(name))
    const removed = [...was.keys()].filter((name) => !is.has(name))
    const replaced = [...is].flatMap(([name, value]) =>
      was.has(name) && !sameValue(was.get(name), value) ? [name] : [],
    )
    const isSame = added.length + removed.length + replaced.length === 0
    return isSame ? [] : [{ heading, added, replaced, removed }]
  })
  return ok({ changes, leftBehind: leftBehind(args.from, put.value, args.apiId) })
}

type Named = ReadonlyMap<string, unknown>

/** All that a document may change, by kind and name, without ids that are different in every design. */
function namedThings(design: Design, apiId: string): readonly (readonly [string, Named])[] {
  const api = own(design.apis, apiId)
  const { access, identities } = design
  const ofApi = api?.protocol === 'REST' ? thingsOfApi(api) : []
  const named = (
    map: Readonly<Record<string, { readonly id: string; readonly name?: string | undefined }>>,
  ) => new Map(Object.values(map).map((thing) => [thing.name ?? thing.id, thing]))
  return [
    ...ofApi,
    ['Backends', new Map(backendsOf(design, apiId).map(({ key, name }) => [name, key]))],
    ['Usage plans', named(access.usagePlans)],
    ['API keys', named(access.apiKeys)],
    ['User pools', named(identities.userPools)],
    ['IAM principals', named(identities.principals)],
    ['VPC links', named(access.vpcLinks)],
    ['Client certificates', new Map(Object.entries(access.clientCertificates))],
    ['Custom domain names', new Map(Object.entries(access.domainNames))],
  ]
}

const settings = {
  name: 'Name',
  description: 'Description',
  version: 'Version',
  policy: 'Resource policy',
  apiKeySource: 'API key source',
  binaryMediaTypes: 'Binary media types',
  minimumCompressionSize: 'Minimum compression size',
  disableExecuteApiEndpoint: 'Default endpoint',
} as const satisfies { readonly [K in keyof RestApi]?: string }

function thingsOfApi(api: RestApi): readonly (readonly [string, Named])[] {
  const methods = methodsOf(api).map(({ path, method }): [string, unknown] => {
    const { retained: _retained, integration, authorizerId, requestValidatorId, ...rest } = method
    return [
      `${method.httpMethod} ${path}`,
      {
        ...rest,
        integration: integration && { ...integration, retained: undefined },
        authorizer: authorizerId !== undefined && own(api.authorizers, authorizerId)?.name,
        validator:
          requestValidatorId !== undefined && own(api.requestValidators, requestValidatorId)?.name,
      },
    ]
  })
  const withoutIds = (
    map: Readonly<Record<string, { readonly id: string; readonly name: string }>>,
  ) => new Map(Object.values(map).map(({ id: _id, ...thing }) => [thing.name, thing]))
  const set = Object.entries(settings).flatMap(([property, label]): [string, unknown][] => {
    const value: unknown = api[property as keyof typeof settings] // the table's own keys
    return value === undefined ? [] : [[label, value]]
  })
  return [
    ['Settings', new Map(set)],
    ['Methods', new Map(methods)],
    ['Models', new Map(Object.entries(api.models))],
    ['Authorizers', withoutIds(api.authorizers)],
    ['Request validators', withoutIds(api.requestValidators)],
    ['Gateway responses', new Map(Object.entries(api.gatewayResponses))],
  ]
}

/** What stays in the document: its stages, and the resources of a template beside the API. */
function leftBehind(from: Design, after: Design, apiId: string): string[] {
  const api = own(after.apis, apiId)
  const stages = Object.values(from.apis).flatMap((each) =>
    each.protocol === 'REST' ? Object.keys(each.stages) : [],
  )
  const kept = api?.protocol === 'REST' ? Object.keys(api.stages) : []
  const missing = Object.values(after.access.usagePlans).filter(
    ({ id, apiStages }) => own(from.access.usagePlans, id) && apiStages.length === 0,
  )
  return [
    ...stages.filter((name) => !kept.includes(name)).map((name) => `Stage ${name}`),
    ...missing.map(({ name }) => `The stages of the usage plan ${name}`),
    ...Object.values(from.templates ?? {}).flatMap(({ text }) => besideApi(text)),
  ]
}

function besideApi(text: string): string[] {
  const read = readText(text)
  if (!read.ok) return []
  const { value } = read.value
  const template = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  return resourcesIn(template)
    .filter(({ type }) => !type.startsWith('AWS::ApiGateway::') && type !== 'AWS::Serverless::Api')
    .map(({ logicalId, type }) => `${logicalId} (${type})`)
}
