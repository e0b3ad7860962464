import type { IdSource } from '../ids.ts'
import { modelsReferredTo, withModelReferences } from '../queries/modelReferences.ts'
import { sameValue } from '../sameValue.ts'
import type { Design } from '../schema/design.ts'
import type { Companions } from '../schema/fragment.ts'
import type { Method } from '../schema/method.ts'
import type { RestApi } from '../schema/restApi.ts'
import { own, withMember } from './within.ts'

/** The authorizers, request validators and models of an API that methods refer to. */
export function companionsOf(
  designId: string,
  api: RestApi,
  methods: readonly Method[],
): Companions {
  const names = new Set(methods.flatMap(modelsOf))
  for (const name of names) {
    // a set that grows while it is walked is walked to its end
    for (const referred of modelsReferredTo(own(api.models, name)?.schema ?? ''))
      names.add(referred)
  }
  return {
    designId,
    apiId: api.id,
    authorizers: only(
      api.authorizers,
      methods.flatMap(({ authorizerId }) => authorizerId ?? []),
    ),
    requestValidators: only(
      api.requestValidators,
      methods.flatMap(({ requestValidatorId }) => requestValidatorId ?? []),
    ),
    models: only(api.models, [...names]),
  }
}

function only<T>(map: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    [...new Set(keys)].flatMap((key) => {
      const value = own(map, key)
      return value === undefined ? [] : [[key, value] as const]
    }),
  )
}

function modelsOf(method: Method): readonly string[] {
  return [
    ...Object.values(method.requestModels),
    ...Object.values(method.methodResponses).flatMap(({ responseModels }) =>
      Object.values(responseModels),
    ),
  ]
}

/** An API that has the companions of foreign methods, and those methods as they refer to them there. */
export interface Adoption {
  readonly api: RestApi
  readonly adapt: (method: Method) => Method
  /** The names of what was added to the API. */
  readonly added: {
    readonly authorizers: readonly string[]
    readonly requestValidators: readonly string[]
    readonly models: readonly string[]
  }
}

/**
 * Give an API what foreign methods refer to. An identical authorizer, validator or model of the API is reused, anything
 * else is added, under a free name where its own is taken: nothing of the API changes. A reference that is broken already
 * stays broken, and never leads to something of the API by chance.
 */
export function adoptCompanions(
  design: Design,
  api: RestApi,
  companions: Companions,
  nextId: IdSource,
): Adoption {
  const isSameApi = companions.designId === design.id && companions.apiId === api.id
  // an id that a method of the API refers to in vain stays free: nothing here gets an authorizer by chance
  const named = Object.values(api.resources).flatMap(({ methods }) => Object.values(methods))
  const authorizers = adoptAll(api.authorizers, companions.authorizers, {
    isSameApi,
    nextId,
    referred: new Set(named.flatMap(({ authorizerId }) => authorizerId ?? [])),
  })
  const validators = adoptAll(api.requestValidators, companions.requestValidators, {
    isSameApi,
    nextId,
    referred: new Set(named.flatMap(({ requestValidatorId }) => requestValidatorId ?? [])),
  })
  const models = adoptModels(api, companions, isSameApi)
  const foreign = (map: Readonly<Record<string, unknown>>, ids: ReadonlyMap<string, string>) => {
    const broken = new Map<string, string>()
    return (id: string): string => {
      const known = ids.get(id) ?? broken.get(id)
      if (known !== undefined) return known
      const free = isSameApi || !Object.hasOwn(map, id) ? id : nextId()
      broken.set(id, free)
      return free
    }
  }
  const authorizerOf = foreign(authorizers.map, authorizers.ids)
  const validatorOf = foreign(validators.map, validators.ids)
  const modelOf = (name: string) => models.names.get(name) ?? name
  const renamed = (map: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(map).map(([type, name]) => [type, modelOf(name)]))
  return {
    api: {
      ...api,
      authorizers: authorizers.map,
      requestValidators: validators.map,
      models: models.map,
    },
    adapt: (method) => ({
      ...method,
      ...(method.authorizerId !== undefined && { authorizerId: authorizerOf(method.authorizerId) }),
      ...(method.requestValidatorId !== undefined && {
        requestValidatorId: validatorOf(method.requestValidatorId),
      }),
      requestModels: renamed(method.requestModels),
      methodResponses: Object.fromEntries(
        Object.entries(method.methodResponses).map(([code, response]) => [
          code,
          { ...response, responseModels: renamed(response.responseModels) },
        ]),
      ),
    }),
    added: {
      authorizers: authorizers.added,
      requestValidators: validators.added,
      models: models.added,
    },
  }
}

interface Named {
  readonly id: string
  readonly name: string
}

/** A map with foreign members in it, and the ids under which it has them. */
function adoptAll<T extends Named>(
  present: Readonly<Record<string, T>>,
  foreign: Readonly<Record<string, T>>,
  how: {
    readonly isSameApi: boolean
    readonly nextId: IdSource
    readonly referred: ReadonlySet<string>
  },
) {
  const { isSameApi, nextId, referred } = how
  let map: Record<string, T> = { ...present }
  const ids = new Map<string, string>()
  const added: string[] = []
  for (const [id, member] of Object.entries(foreign)) {
    const isSame = isSameApi && Object.hasOwn(present, id)
    const twin = isSame
      ? id
      : Object.values(present).find((each) => sameValue(settingsOf(each), settingsOf(member)))?.id
    if (twin !== undefined) {
      ids.set(id, twin)
      continue
    }
    // what was deleted from this API since it was copied comes back under its id
    const isTaken = Object.hasOwn(map, id) || (!isSameApi && referred.has(id))
    const free = isTaken ? nextId() : id
    const taken = new Set(Object.values(map).map(({ name }) => name))
    const name = freeName(member.name, taken, '-')
    map = withMember(map, free, { ...member, id: free, name })
    ids.set(id, free)
    added.push(name)
  }
  return { map, ids, added }
}

function settingsOf(member: Named): object {
  const {
    id: _id,
    retained: _retained,
    ...settings
  } = member as Named & {
    readonly retained?: unknown // authorizers have it, validators do not
  }
  return settings
}

/** The models of an API with foreign ones in it, and the names that these have there. Models refer to each other by name, so that a renamed one takes those along that refer to it. */
function adoptModels(api: RestApi, companions: Companions, isSameApi: boolean) {
  const foreign = companions.models
  const names = Object.keys(foreign)
  const isReused = new Map(
    names.map((name) => {
      const twin = own(api.models, name)
      const model = own(foreign, name)
      const isSame =
        twin !== undefined &&
        (isSameApi ||
          (model !== undefined &&
            model.contentType === twin.contentType &&
            withModelReferences(model.schema, api.id) === withModelReferences(twin.schema, api.id)))
      return [name, isSame] as const
    }),
  )
  // a model is only the same if everything that it refers to is
  for (let changes = true; changes;) {
    changes = false
    for (const name of names) {
      if (!isReused.get(name)) continue
      const referred = modelsReferredTo(own(foreign, name)?.schema ?? '')
      if (isSameApi || referred.every((each) => isReused.get(each) !== false)) continue
      isReused.set(name, false)
      changes = true
    }
  }
  const taken = new Set(Object.keys(api.models))
  const renamed = new Map<string, string>()
  for (const name of names) {
    if (isReused.get(name)) continue
    const free = freeName(name, taken, '')
    taken.add(free)
    renamed.set(name, free)
  }
  let map = { ...api.models }
  for (const [name, free] of renamed) {
    const model = own(foreign, name)
    if (!model) continue
    const schema = withModelReferences(model.schema, api.id, (each) => renamed.get(each) ?? each)
    map = withMember(map, free, { ...model, name: free, schema })
  }
  return { map, names: renamed, added: [...renamed.values()] }
}

function freeName(wanted: string, taken: ReadonlySet<string>, separator: string): string {
  if (!taken.has(wanted)) return wanted
  for (let count = 2; ; count++) {
    const name = `${wanted}${separator}${count}`
    if (!taken.has(name)) return name
  }
}
