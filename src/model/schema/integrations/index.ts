import * as z from 'zod'
import { awsIntegration, awsProxyIntegration } from './aws.ts'
import { httpIntegration, httpProxyIntegration } from './http.ts'
import { mockIntegration } from './mock.ts'

/** The integration of a REST method, a union over `type`. Source: API reference, Integration. */
export const integration = z.discriminatedUnion('type', [
  mockIntegration,
  httpIntegration,
  httpProxyIntegration,
  awsIntegration,
  awsProxyIntegration,
])
export type Integration = z.infer<typeof integration>
export type IntegrationType = Integration['type']
export type MockIntegration = z.infer<typeof mockIntegration>
export type HttpIntegration = z.infer<typeof httpIntegration>
export type HttpProxyIntegration = z.infer<typeof httpProxyIntegration>
export type AwsIntegration = z.infer<typeof awsIntegration>
export type AwsProxyIntegration = z.infer<typeof awsProxyIntegration>
export type AddressedIntegration = Exclude<Integration, MockIntegration>
