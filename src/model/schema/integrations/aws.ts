import * as z from 'zod'
import { addressedBase, integrationBase } from './common.ts'

/** An action of an AWS service, Lambda invocations among them, with mapping on both ways. */
export const awsIntegration = z.object({
  type: z.literal('AWS'),
  ...integrationBase,
  ...addressedBase,
})

/** A Lambda function that gets the proxy event and returns the proxy result. */
export const awsProxyIntegration = z.object({
  type: z.literal('AWS_PROXY'),
  ...integrationBase,
  ...addressedBase,
})
