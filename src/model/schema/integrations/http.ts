import * as z from 'zod'
import { addressedBase, integrationBase } from './common.ts'

/** A URL, with mapping on both ways. */
export const httpIntegration = z.object({
  type: z.literal('HTTP'),
  ...integrationBase,
  ...addressedBase,
})

/** A URL that gets the client's request and whose answer goes back as it is. */
export const httpProxyIntegration = z.object({
  type: z.literal('HTTP_PROXY'),
  ...integrationBase,
  ...addressedBase,
})
