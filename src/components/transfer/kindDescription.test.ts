import { describe, expect, it } from 'vitest'
import { countingIds, importDocument } from '../../model/index.ts'
import type { DocumentKind, Json } from '../../model/index.ts'
import { kindDescription } from './kindDescription.ts'
import type { KindReadings } from '../store/kindReadings.ts'

const info = { title: 'shop', version: '1' }

function readings(paths: { readonly [path: string]: Json }): KindReadings {
  const text = JSON.stringify({ openapi: '3.0.1', info, paths })
  const read = (apiKind: DocumentKind) =>
    importDocument(text, { nextId: countingIds('id'), apiKind })
  return { REST: read('REST'), HTTP: read('HTTP') }
}

describe('the description of a kind of API', () => {
  it('says that a document loses nothing', () => {
    const both = readings({ '/goods': { get: {} } })
    expect(kindDescription('REST', both)).toMatch(/request validation.* would lose nothing\.$/)
    expect(kindDescription('HTTP', both)).toMatch(/JWT authorizers.* would lose nothing\.$/)
  })

  it('names the parameters and schemas that an HTTP API does not check', () => {
    const parameters = [{ name: 'page', in: 'query', schema: { type: 'string' } }]
    const both = readings({ '/goods': { get: { parameters } } })
    expect(kindDescription('REST', both)).toMatch(/would lose nothing\.$/)
    expect(kindDescription('HTTP', both)).toMatch(
      /by themselves\. 1 operation has .* have no effect\.$/,
    )
  })

  it('counts the parts that are not imported as written', () => {
    const both = readings({ '/goods': { trace: {} } })
    expect(kindDescription('HTTP', both)).toMatch(/Parts of this document: 1 /)
  })

  it('gives the reason why a document cannot be opened as this kind', () => {
    const { REST } = readings({})
    const text = JSON.stringify({ swagger: '2.0', info, paths: {} })
    const HTTP = importDocument(text, { nextId: countingIds('id'), apiKind: 'HTTP' })
    expect(kindDescription('HTTP', { REST, HTTP })).toMatch(
      /cannot be opened as this kind: HTTP APIs are imported from OpenAPI 3\.0/,
    )
  })
})
