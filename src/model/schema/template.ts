import * as z from 'zod'

/**
 * A template that APIs of the design were read from, kept as it was written: its parameters, conditions, outputs and other
 * resources belong to no API, and what nobody changed is given back to the letter.
 */
export const templateSource = z.object({
  kind: z.enum(['cloudformation', 'sam']),
  text: z.string(),
  /** What the ids of its things were made from, so that reading it again gives the same ones. */
  seed: z.string(),
  /** For each API: what a thing is called in the template, by the key that the writers of templates know it under. */
  logicalIds: z.record(z.string(), z.record(z.string(), z.string())),
})
export type TemplateSource = z.infer<typeof templateSource>
