import { describe, expect, it } from 'vitest'
import { importDocument } from '../import/index.ts'
import { countingIds } from '../ids.ts'
import { exportApi } from './index.ts'
import type { ExporterId, ExportFormat } from './index.ts'
import { openedDocument, openedFrom } from './openedDocument.ts'

const template = `# notes of the team
Transform: AWS::Serverless-2016-10-31
Resources:
  Notes:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        All: { Type: Api, Properties: { Path: /notes, Method: get } }
`
const openApi = `openapi: "3.0.1"
info: { title: notes, version: "1" } # in short
paths: { /notes: { get: { responses: {} } } }
`

function opened(text: string) {
  const result = importDocument(text, { nextId: countingIds('id') })
  if (!result.ok) throw new Error(result.problems[0]?.message)
  const { design } = result.value
  const [api] = Object.values(design.apis)
  if (api?.protocol !== 'REST') throw new Error('no REST API was read')
  const against = (kind: ExporterId, format: ExportFormat) =>
    openedDocument(design, api, kind, format)
  const written = (kind: ExporterId, format: ExportFormat) => {
    const file = exportApi(design, kind, api.id, { format })
    return file.ok ? file.value[0]?.text : undefined
  }
  return { design, api, against, written }
}

describe('the document that an export is compared with', () => {
  it('is the template as it was opened, also for the other kind of template', () => {
    const { design, api, against } = opened(template)
    expect(openedFrom(design, api)).toEqual({ kind: 'sam', format: 'yaml' })
    expect(against('sam', 'yaml')).toEqual({ kind: 'sam', text: template, isReformatted: false })
    expect(against('cloudformation', 'yaml')?.text).toBe(template)
    expect(against('sam', 'json')).toMatchObject({ isReformatted: true })
    expect(against('openapi-3.0', 'json')).toBeUndefined()
  })

  it.each(['json', 'yaml'] as const)(
    'is the OpenAPI document laid out as %s, so that an untouched export is the same',
    (format) => {
      const { design, api, against, written } = opened(openApi)
      expect(openedFrom(design, api)?.kind).toBe('openapi-3.0')
      expect(against('openapi-3.0', format)).toEqual({
        kind: 'openapi-3.0',
        text: written('openapi-3.0', format),
        isReformatted: true,
      })
      expect(against('swagger-2.0', format)).toBeUndefined()
      expect(against('design', format)).toBeUndefined()
    },
  )
})
