import type { Address } from '../../address.ts'
import type { Problem } from '../../result.ts'
import type { Json } from '../../schema/json.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { originalOf, resolved } from './original.ts'
import type { Dialect, Kept, Retained } from './writer.ts'
import { isObject } from './objects.ts'
import type { JsonObject } from './objects.ts'
import { toOpenApi, toSwagger } from './translate.ts'
import type { Translator } from './translate.ts'

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
  const foreign = original === undefined ? originalOf(api, other) : undefined
  /** Translate one noun; what is lost of it is one problem. */
  const translated = (
    of: string,
    at: Address,
    translate: (translator: Translator) => JsonObject,
  ): JsonObject => {
    const lost = new Set<string>()
    const make = dialect === 'openapi-3.0' ? toOpenApi : toSwagger
    const value = translate(
      make({
        root: foreign ?? {},
        resolve: (given) => resolved(foreign ?? {}, given),
        tell: (what) => lost.add(what),
      }),
    )
    if (lost.size > 0) {
      const message = `${of}${labels[dialect]} cannot say what the ${labels[other]} document said, and leaves out ${[...lost].join('; ')}.`
      problems.push({ code: 'openapi/not-in-this-format', message, severity: 'warning', at })
    }
    return inDialect(value, dialect)
  }
  const of = (retained: Retained, translate: (kept: JsonObject) => JsonObject): JsonObject => {
    const own = retained?.[dialect]
    if (isObject(own)) return own
    const foreignOne = retained?.[other]
    return isObject(foreignOne) ? translate(foreignOne) : {}
  }
  return {
    root:
      original ?? (foreign ? translated('', ['apis', api.id], ({ root }) => root(foreign)) : {}),
    original,
    resolve: (value) => resolved(original ?? {}, value),
    operation: (method, path, at) =>
      of(method.retained, (kept) =>
        translated(`${method.httpMethod} ${path}: `, at, ({ operation }) => operation(kept)),
      ),
    pathItem: (resource, path, at) =>
      of(resource.retained, (kept) =>
        translated(`${path}: `, at, ({ pathItem }) => pathItem(kept)),
      ),
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
