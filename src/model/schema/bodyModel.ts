import * as z from 'zod'
import { retained } from './json.ts'

/** A model: a JSON Schema (draft 4) with a name, which is also its key. Source: API reference, Model. */
export const bodyModel = z.object({
  name: z.string(),
  contentType: z.string().default('application/json'),
  description: z.string().optional(),
  /** The schema's text. References to other models read `https://apigateway.amazonaws.com/restapis/{restApiId}/models/NAME`, as the service writes them. */
  schema: z.string(),
  retained: retained.optional(),
})
export type BodyModel = z.infer<typeof bodyModel>

/** Source: API reference, RequestValidator. */
export const requestValidator = z.object({
  id: z.string(),
  name: z.string(),
  validateRequestBody: z.boolean().default(false),
  validateRequestParameters: z.boolean().default(false),
})
export type RequestValidator = z.infer<typeof requestValidator>
