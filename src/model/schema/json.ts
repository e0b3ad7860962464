import * as z from 'zod'

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

export const json: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(json),
    z.record(z.string(), json),
  ]),
)

/**
 * What an import read beside a noun and the model has no place for, by format (`openapi`, `cloudformation`):
 * kept so that an export gives it back. Never interpreted by the simulator.
 */
export const retained = z.record(z.string(), json)

/** Names and texts: tags, stage variables, templates by content type. */
export const texts = z.record(z.string(), z.string())
