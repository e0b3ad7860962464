// Registry of the management operations, by their names in the API reference.
import type { Operation } from '../account.ts'
import { accountOperations } from './accountSettings.ts'
import { apiKeyImportOperations } from './apiKeyImport.ts'
import { apiKeyOperations } from './apiKeys.ts'
import { authorizerOperations } from './authorizers.ts'
import { cacheOperations } from './caches.ts'
import { clientCertificateOperations } from './clientCertificates.ts'
import { deploymentOperations } from './deployments.ts'
import { documentationOperations } from './documentation.ts'
import { domainNameOperations } from './domainNames.ts'
import { exportOperations } from './exports.ts'
import { gatewayResponseOperations } from './gatewayResponses.ts'
import { importOperations } from './imports.ts'
import { integrationOperations } from './integrations.ts'
import { methodOperations } from './methods.ts'
import { modelOperations } from './models.ts'
import { requestValidatorOperations } from './requestValidators.ts'
import { resourceOperations } from './resources.ts'
import { restApiOperations } from './restApis.ts'
import { sdkTypeOperations } from './sdkTypes.ts'
import { stageOperations } from './stages.ts'
import { tagOperations } from './tags.ts'
import { usageOperations } from './usage.ts'
import { usagePlanOperations } from './usagePlans.ts'
import { vpcLinkOperations } from './vpcLinks.ts'

export const operations: { readonly [name: string]: Operation } = {
  ...restApiOperations,
  ...importOperations,
  ...resourceOperations,
  ...methodOperations,
  ...integrationOperations,
  ...modelOperations,
  ...requestValidatorOperations,
  ...authorizerOperations,
  ...gatewayResponseOperations,
  ...deploymentOperations,
  ...stageOperations,
  ...documentationOperations,
  ...apiKeyOperations,
  ...usagePlanOperations,
  ...vpcLinkOperations,
  ...domainNameOperations,
  ...accountOperations,
  ...apiKeyImportOperations,
  ...cacheOperations,
  ...clientCertificateOperations,
  ...exportOperations,
  ...sdkTypeOperations,
  ...tagOperations,
  ...usageOperations,
}
