import type { Service } from '../service.ts'
import { apiOperations } from './apis.ts'
import { authorizerOperations } from './authorizers.ts'
import { constraintsOf } from './constraints.ts'
import { documentOperations } from './documents.ts'
import { domainNameOperations } from './domainNames.ts'
import { integrationOperations } from './integrations.ts'
import { modelOperations } from './models.ts'
import { routeOperations } from './routes.ts'
import { bodyMembers } from './shapes.ts'
import { stageOperations } from './stages.ts'
import { tagOperations } from './tags.ts'
import { vpcLinkOperations } from './vpcLinks.ts'

/** The management operations of HTTP and WebSocket APIs. */
export const apigatewayv2: Service = {
  operations: {
    ...apiOperations,
    ...documentOperations,
    ...routeOperations,
    ...integrationOperations,
    ...authorizerOperations,
    ...stageOperations,
    ...modelOperations,
    ...domainNameOperations,
    ...vpcLinkOperations,
    ...tagOperations,
  },
  bodyMembers,
  constraintsOf,
  // the service's API reference has no ValidationException; the wording is that of REST APIs, unconfirmed
  invalidInput: { types: 'BadRequestException', constraints: 'BadRequestException' },
}
