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

export const documentationVersion = z.object({
  version: z.string(),
  description: z.string().optional(),
  createdDate: z.string().optional(),
})
export type DocumentationVersion = z.infer<typeof documentationVersion>
