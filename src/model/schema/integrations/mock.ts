import * as z from 'zod'
import { integrationBase } from './common.ts'

/** Answers without a backend, with the status that the request template yields. */
export const mockIntegration = z.object({ type: z.literal('MOCK'), ...integrationBase })
