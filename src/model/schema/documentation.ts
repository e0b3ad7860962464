import * as z from 'zod'

/** Source: API reference, DocumentationPart. */
export const documentationPart = z.object({
  id: z.string(),
  location: z.object({
    type: z.enum([
      'API',
      'AUTHORIZER',
      'MODEL',
      'RESOURCE',
      'METHOD',
      'PATH_PARAMETER',
      'QUERY_PARAMETER',
      'REQUEST_HEADER',
      'REQUEST_BODY',
      'RESPONSE',
      'RESPONSE_HEADER',
      'RESPONSE_BODY',
    ]),
    path: z.string().optional(),
    method: z.string().optional(),
    statusCode: z.string().optional(),
    name: z.string().optional(),
  }),
  /** The text of a JSON object. */
  properties: z.string(),
})
export type DocumentationPart = z.infer<typeof documentationPart>

type Location = DocumentationPart['location']

/** What the location of each type of part is made of. Source: developer guide, documentation parts. */
export const locationMembersOf: Readonly<
  Record<Location['type'], readonly Exclude<keyof Location, 'type'>[]>
> = {
  API: [],
  AUTHORIZER: ['name'],
  MODEL: ['name'],
  RESOURCE: ['path'],
  METHOD: ['path', 'method'],
  PATH_PARAMETER: ['path', 'method', 'name'],
  QUERY_PARAMETER: ['path', 'method', 'name'],
  REQUEST_HEADER: ['path', 'method', 'name'],
  REQUEST_BODY: ['path', 'method'],
  RESPONSE: ['path', 'method', 'statusCode'],
  RESPONSE_HEADER: ['path', 'method', 'statusCode', 'name'],
  RESPONSE_BODY: ['path', 'method', 'statusCode'],
}

export const documentationVersion = z.object({
  version: z.string(),
  description: z.string().optional(),
  createdDate: z.string().optional(),
})
export type DocumentationVersion = z.infer<typeof documentationVersion>
