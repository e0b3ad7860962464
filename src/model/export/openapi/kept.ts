import type { Address } from '../../address.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { Method } from '../../schema/method.ts'
import type { Resource } from '../../schema/resource.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { originalOf, resolved } from './original.ts'
import type { Dialect } from './operations.ts'
import { isObject } from './objects.ts'
import type { JsonObject } from './objects.ts'
import { toOpenApi, toSwagger } from './translate.ts'
import type { Translator } from './translate.ts'

type Retained = Readonly<Record<string, Json>> | undefined

/** What imports kept beside the nouns of an API, in the words of the format that is written. */
export interface Kept {
  /** The document that was opened: its members, translated where it was of the other format. */
  readonly root: JsonObject
  /** The document itself, where it was of the format that is written. */
  readonly original: JsonObject | undefined
  /** Follow a local reference of what is kept. */
  readonly resolve: (value: Json) => Json
  readonly operation: (method: Method, path: string, at: Address) => JsonObject
  readonly pathItem: (resource: Resource, path: string, at: Address) => JsonObject
  /** What both formats say alike: unknown members of extensions. */
  readonly alike: (retained: Retained) => JsonObject
}

const labels = { 'openapi-3.0': 'OpenAPI 3.0', 'swagger-2.0': 'Swagger 2.0' } satisfies {
  [D in Dialect]: string
}

/** What is given back where nothing is to be. */
export const nothingKept: Kept = {
  root: {},
  original: undefined,
  resolve: (value) => value,
  operation: () => ({}),
  pathItem: () => ({}),
  alike: () => ({}),
}

/** What was kept for a dialect; what was kept for the other one is translated, and what that cannot say is told. */
export function keptFor(api: RestApi, dialect: Dialect, problems: Problem[]): Kept {
  const other: Dialect = dialect === 'swagger-2.0' ? 'openapi-3.0' : 'swagger-2.0'
  const original = originalOf(api, dialect)
  const foreign = originalOf(api, other)
  const told = new Set<string>()
  const translator = (of: string, at: Address): Translator => {
    const make = dialect === 'openapi-3.0' ? toOpenApi : toSwagger
    return make({
      root: foreign ?? {},
      resolve: (value) => resolved(foreign ?? {}, value),
      tell: (what) => {
        const message = `${of}${labels[dialect]} cannot say what ${labels[other]} says here: ${what}. It is left out.`
        if (told.has(message)) return
        told.add(message)
        problems.push({ code: 'openapi/not-in-this-format', message, severity: 'warning', at })
      },
    })
  }
  const of = (retained: Retained, translate: (kept: JsonObject) => JsonObject): JsonObject => {
    const own = retained?.[dialect]
    if (isObject(own)) return own
    const foreignOne = retained?.[other]
    return isObject(foreignOne) ? inDialect(translate(foreignOne), dialect) : {}
  }
  return {
    root:
      original ??
      (foreign ? inDialect(translator('', ['apis', api.id]).root(foreign), dialect) : {}),
    original,
    resolve: (value) => resolved(original ?? {}, value),
    operation: (method, path, at) =>
      of(method.retained, (kept) =>
        translator(`${method.httpMethod} ${path}: `, at).operation(kept),
      ),
    pathItem: (resource, path, at) =>
      of(resource.retained, (kept) => translator(`${path}: `, at).pathItem(kept)),
    alike: (retained) => of(retained, (kept) => kept),
  }
}

/** References to schemas, as a dialect has them. */
function inDialect(value: JsonObject, dialect: Dialect): JsonObject {
  const walk = (present: Json): Json => {
    if (Array.isArray(present)) return present.map(walk)
    if (!isObject(present)) return present
    return Object.fromEntries(
      Object.entries(present).map(([name, member]) =>
        name === '$ref' && typeof member === 'string'
          ? [
              name,
              dialect === 'swagger-2.0'
                ? member.replace(/^#\/components\/schemas\//, '#/definitions/')
                : member.replace(/^#\/definitions\//, '#/components/schemas/'),
            ]
          : [name, walk(member)],
      ),
    )
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]))
}
