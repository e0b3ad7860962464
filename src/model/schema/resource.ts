import * as z from 'zod'
import { retained } from './json.ts'
import { method } from './method.ts'

/** A node of the resource tree. The root alone has neither `parentId` nor `pathPart`. Source: API reference, Resource. */
export const resource = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  /** `pets`, `{petId}` or `{proxy+}`. */
  pathPart: z.string().optional(),
  /** Under their HTTP methods. */
  methods: z.partialRecord(method.shape.httpMethod, method).default({}),
  retained: retained.optional(),
})
export type Resource = z.infer<typeof resource>
