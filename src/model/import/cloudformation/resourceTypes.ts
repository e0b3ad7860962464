// Registry of the resource types that a template is carried out for, by their names.
import { apiResourceTypes } from './apiGateway.ts'
import { cognitoResourceTypes } from './cognito.ts'
import { routedAccessTypes } from './routedAccess.ts'
import { routedResourceTypes } from './routedApis.ts'
import { serverlessResourceTypes } from './serverless.ts'
import type { ResourceType } from './stack.ts'

/** The resource types by name. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...apiResourceTypes,
  ...routedResourceTypes,
  ...routedAccessTypes,
  ...serverlessResourceTypes,
  ...cognitoResourceTypes,
}
