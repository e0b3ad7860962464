// Registry of the resource types that a template is carried out for, by their names.
import type { Made, Stack } from './deploy.ts'
import type { JsonObject } from './intrinsics.ts'
import { apiResourceTypes } from './apiGateway.ts'
import { cognitoResourceTypes } from './cognito.ts'
import { routedAccessTypes } from './routedAccess.ts'
import { routedResourceTypes } from './routedApis.ts'
import { serverlessResourceTypes } from './serverless.ts'

/** Makes a resource from its evaluated properties; `undefined` where the service would have refused it. */
export type ResourceType = (properties: JsonObject, stack: Stack) => Made | undefined

export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...apiResourceTypes,
  ...routedResourceTypes,
  ...routedAccessTypes,
  ...serverlessResourceTypes,
  ...cognitoResourceTypes,
}
