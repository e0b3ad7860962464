import type { Address } from '../address.ts'
import { apiIdOf } from '../nouns/places.ts'
import { valueAt } from '../address.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import { quotas } from '../queries/quotas.ts'
import type { Design } from '../schema/design.ts'
import { contentTypeRefusal, contentTypesRefusal } from './contentTypes.ts'
import { withMember, withoutMember, withRenamedMember } from './within.ts'

const templateCharacters = quotas.mappingTemplate.most

/** Write the text of a mapping template, wherever it stands: request, integration response, gateway response. */
export function setTemplate(
  design: Design,
  { at, text }: { readonly at: Address; readonly text: string },
): Result<Design> {
  const contentType = at.at(-1) ?? ''
  return inTemplates(design, at, (templates) => {
    const refused = contentTypeRefusal(contentType, at)
    if (refused) return refused
    if (text.length > templateCharacters) {
      return fail('template/too-large', tooLarge(text), at)
    }
    return ok(
      Object.hasOwn(templates, contentType) && templates[contentType] === text
        ? templates
        : withMember(templates, contentType, text),
    )
  })
}

/** Remove a template. */
export function removeTemplate(design: Design, { at }: { readonly at: Address }): Result<Design> {
  const contentType = at.at(-1) ?? ''
  return inTemplates(design, at, (templates) =>
    Object.hasOwn(templates, contentType)
      ? ok(withoutMember(templates, contentType))
      : fail('template/not-found', 'Content-Type specified was not found', at),
  )
}

/** Give a template another content type. Refused where one of that type stands already. */
export function renameTemplate(
  design: Design,
  { at, contentType }: { readonly at: Address; readonly contentType: string },
): Result<Design> {
  const from = at.at(-1) ?? ''
  return inTemplates(design, at, (templates) => {
    if (from === contentType) return ok(templates)
    if (!Object.hasOwn(templates, from)) {
      return fail('template/not-found', 'Content-Type specified was not found', at)
    }
    const place = [...at.slice(0, -1), contentType]
    const refused = contentTypeRefusal(contentType, place)
    if (refused) return refused
    if (Object.hasOwn(templates, contentType)) {
      return fail('template/exists', `There is already a template for ${contentType}`, place)
    }
    return ok(withRenamedMember(templates, from, contentType))
  })
}

type Templates = Record<string, string>

/**
 * Why the service would not store a map of templates: every content type that is none, in one message, then a text that
 * is too long. Templates that are as before are not looked at again.
 */
export function templatesRefusal(
  templates: Readonly<Templates>,
  at: Address,
  before: Readonly<Templates> = {},
) {
  const names = Object.keys(templates).filter((contentType) => !Object.hasOwn(before, contentType))
  const refused = contentTypesRefusal(names, at)
  if (refused) return refused
  for (const [contentType, text] of Object.entries(templates)) {
    const isSame = Object.hasOwn(before, contentType) && before[contentType] === text
    if (isSame || text.length <= templateCharacters) continue
    return fail('template/too-large', tooLarge(text), [...at, contentType])
  }
  return undefined
}

function tooLarge(text: string): string {
  return `A mapping template may have 300 KB; this one has ${Math.ceil(text.length / 1024)}.`
}

/** Change the map of templates that holds the one at `at`. */
function inTemplates(
  design: Design,
  at: Address,
  change: (templates: Templates) => Result<Templates>,
): Result<Design> {
  const mapAt = at.slice(0, -1)
  const kind = mapAt.at(-1)
  const templates = valueAt(design, mapAt)
  const isMap = kind === 'requestTemplates' || kind === 'responseTemplates'
  if (!isMap || apiIdOf(at) === undefined || typeof templates !== 'object' || templates === null) {
    return fail('template/not-found', 'There is no place for a mapping template here', at)
  }
  const result = change(templates as Templates) // the schema has maps of texts under these names
  if (!result.ok) return result
  if (result.value === templates) return ok(design, result.problems)
  return ok(replacedAt(design, mapAt, result.value), result.problems)
}

/** A copy of `root` with another value at an address that exists. */
function replacedAt<T>(root: T, at: Address, value: unknown): T {
  const [name, ...rest] = at
  if (name === undefined) return value as T // the address ends here: the caller keeps the shape
  const map = root as Readonly<Record<string, unknown>> // valueAt has walked this way before
  return { ...map, [name]: replacedAt(map[name], rest, value) } as T
}
