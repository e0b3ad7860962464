import type { Rule } from '../rule.ts'
import { accessLogWithoutRequestId } from './accessLogWithoutRequestId.ts'
import { answerWithoutCors } from './answerWithoutCors.ts'
import { apiKeyWithoutPlan } from './apiKeyWithoutPlan.ts'
import { apiKeyWithoutUsagePlan } from './apiKeyWithoutUsagePlan.ts'
import { audienceOfAccessTokens } from './audienceOfAccessTokens.ts'
import { authorizerWithoutSource } from './authorizerWithoutSource.ts'
import { binaryTypeNeverMatches } from './binaryTypeNeverMatches.ts'
import { bypassedServiceTemplate } from './bypassedServiceTemplate.ts'
import { bypassedTemplate } from './bypassedTemplate.ts'
import { cacheIgnoresParameter } from './cacheIgnoresParameter.ts'
import { cacheSharedByCallers } from './cacheSharedByCallers.ts'
import { corsWildcardWithCredentials } from './corsWildcardWithCredentials.ts'
import { dataTraceEnabled } from './dataTraceEnabled.ts'
import { defaultHidesErrors } from './defaultHidesErrors.ts'
import { deployedStageWithoutLog } from './deployedStageWithoutLog.ts'
import { doubtfulPolicy } from './doubtfulPolicy.ts'
import { droppedHeader } from './droppedHeader.ts'
import { duplicateOperationName } from './duplicateOperationName.ts'
import { emptyResource } from './emptyResource.ts'
import { errorAnsweredAsSuccess } from './errorAnsweredAsSuccess.ts'
import { errorWithoutCors } from './errorWithoutCors.ts'
import { familyStatusOverridden } from './familyStatusOverridden.ts'
import { greedyWithoutParent } from './greedyWithoutParent.ts'
import { ignoredMapping } from './ignoredMapping.ts'
import { ignoredScopes } from './ignoredScopes.ts'
import { ignoredTemplate } from './ignoredTemplate.ts'
import { incompleteAuthorizer } from './incompleteAuthorizer.ts'
import { ineffectiveGatewayResponse } from './ineffectiveGatewayResponse.ts'
import { lambdaNotPost } from './lambdaNotPost.ts'
import { leakedBackendError } from './leakedBackendError.ts'
import { longTimeout } from './longTimeout.ts'
import { methodWithoutIntegration } from './methodWithoutIntegration.ts'
import { mixedCognitoTokens } from './mixedCognitoTokens.ts'
import { mockWithoutStatus } from './mockWithoutStatus.ts'
import { modelBeyondDraft4 } from './modelBeyondDraft4.ts'
import { modelNotJson } from './modelNotJson.ts'
import { mutualTlsBypassed } from './mutualTlsBypassed.ts'
import { noDefaultResponse } from './noDefaultResponse.ts'
import { noTemplateForBodyless } from './noTemplateForBodyless.ts'
import { openPolicy } from './openPolicy.ts'
import { pathParameterNotInPath } from './pathParameterNotInPath.ts'
import { plainHttpBackend } from './plainHttpBackend.ts'
import { preflightMissesMethod } from './preflightMissesMethod.ts'
import { preflightNeedsAuthorization } from './preflightNeedsAuthorization.ts'
import { privateApiWithoutPolicy } from './privateApiWithoutPolicy.ts'
import { publicApi } from './publicApi.ts'
import { quotaExceeded } from './quotaExceeded.ts'
import { refusedIntegration } from './refusedIntegration.ts'
import { refusedSetting } from './refusedSetting.ts'
import { remappedHeader } from './remappedHeader.ts'
import { reservedPath } from './reservedPath.ts'
import { restrictedHeader } from './restrictedHeader.ts'
import { secretInMapping } from './secretInMapping.ts'
import { secretInStageVariable } from './secretInStageVariable.ts'
import { serviceWithoutCredentials } from './serviceWithoutCredentials.ts'
import { shadowedPattern } from './shadowedPattern.ts'
import { statusPatternForLambda } from './statusPatternForLambda.ts'
import { templateNeverSelected } from './templateNeverSelected.ts'
import { templateOnBinary } from './templateOnBinary.ts'
import { unauthorizedMethod } from './unauthorizedMethod.ts'
import { uncachedAuthorizer } from './uncachedAuthorizer.ts'
import { undeclaredMethodResponse } from './undeclaredMethodResponse.ts'
import { undeclaredRequestParameter } from './undeclaredRequestParameter.ts'
import { undeclaredResponseHeader } from './undeclaredResponseHeader.ts'
import { unencryptedCache } from './unencryptedCache.ts'
import { unescapedTemplateInput } from './unescapedTemplateInput.ts'
import { unknownAuthorizer } from './unknownAuthorizer.ts'
import { unknownDeployment } from './unknownDeployment.ts'
import { unknownMappedStage } from './unknownMappedStage.ts'
import { unknownModel } from './unknownModel.ts'
import { unknownModelReference } from './unknownModelReference.ts'
import { unknownRequestValidator } from './unknownRequestValidator.ts'
import { unknownStageVariable } from './unknownStageVariable.ts'
import { unmappedPathVariable } from './unmappedPathVariable.ts'
import { unproducedMethodResponse } from './unproducedMethodResponse.ts'
import { unrepairedApostrophe } from './unrepairedApostrophe.ts'
import { unsimulatedModelPattern } from './unsimulatedModelPattern.ts'
import { unsimulatedPattern } from './unsimulatedPattern.ts'
import { unusableModelPattern } from './unusableModelPattern.ts'
import { unusablePattern } from './unusablePattern.ts'
import { unusablePolicy } from './unusablePolicy.ts'
import { unusedAuthorizer } from './unusedAuthorizer.ts'
import { unusedModel } from './unusedModel.ts'
import { unusedRequestValidator } from './unusedRequestValidator.ts'
import { unusedStageVariable } from './unusedStageVariable.ts'
import { unvalidatedModel } from './unvalidatedModel.ts'
import { unvalidatedParameter } from './unvalidatedParameter.ts'
import { unverifiedBackend } from './unverifiedBackend.ts'
import { usagePlanWithoutKeys } from './usagePlanWithoutKeys.ts'
import { usagePlanWithoutLimits } from './usagePlanWithoutLimits.ts'
import { validatorWithoutWork } from './validatorWithoutWork.ts'
import { variableSiblings } from './variableSiblings.ts'
import { vtlInGatewayResponse } from './vtlInGatewayResponse.ts'
import { weakTls } from './weakTls.ts'

/** Every rule under its id. */
export const rules: Readonly<Record<string, Rule>> = {
  accessLogWithoutRequestId,
  answerWithoutCors,
  apiKeyWithoutPlan,
  apiKeyWithoutUsagePlan,
  audienceOfAccessTokens,
  authorizerWithoutSource,
  binaryTypeNeverMatches,
  bypassedServiceTemplate,
  bypassedTemplate,
  cacheIgnoresParameter,
  cacheSharedByCallers,
  corsWildcardWithCredentials,
  dataTraceEnabled,
  defaultHidesErrors,
  deployedStageWithoutLog,
  doubtfulPolicy,
  droppedHeader,
  duplicateOperationName,
  emptyResource,
  errorAnsweredAsSuccess,
  errorWithoutCors,
  familyStatusOverridden,
  greedyWithoutParent,
  ignoredMapping,
  ignoredScopes,
  ignoredTemplate,
  incompleteAuthorizer,
  ineffectiveGatewayResponse,
  lambdaNotPost,
  leakedBackendError,
  longTimeout,
  methodWithoutIntegration,
  mixedCognitoTokens,
  mockWithoutStatus,
  modelBeyondDraft4,
  modelNotJson,
  mutualTlsBypassed,
  noDefaultResponse,
  noTemplateForBodyless,
  openPolicy,
  pathParameterNotInPath,
  plainHttpBackend,
  preflightMissesMethod,
  preflightNeedsAuthorization,
  privateApiWithoutPolicy,
  publicApi,
  quotaExceeded,
  refusedIntegration,
  refusedSetting,
  remappedHeader,
  reservedPath,
  restrictedHeader,
  secretInMapping,
  secretInStageVariable,
  serviceWithoutCredentials,
  shadowedPattern,
  statusPatternForLambda,
  templateNeverSelected,
  templateOnBinary,
  unauthorizedMethod,
  uncachedAuthorizer,
  undeclaredMethodResponse,
  undeclaredRequestParameter,
  undeclaredResponseHeader,
  unencryptedCache,
  unescapedTemplateInput,
  unknownAuthorizer,
  unknownDeployment,
  unknownMappedStage,
  unknownModel,
  unknownModelReference,
  unknownRequestValidator,
  unknownStageVariable,
  unmappedPathVariable,
  unproducedMethodResponse,
  unrepairedApostrophe,
  unsimulatedModelPattern,
  unsimulatedPattern,
  unusableModelPattern,
  unusablePattern,
  unusablePolicy,
  unusedAuthorizer,
  unusedModel,
  unusedRequestValidator,
  unusedStageVariable,
  unvalidatedModel,
  unvalidatedParameter,
  unverifiedBackend,
  usagePlanWithoutKeys,
  usagePlanWithoutLimits,
  validatorWithoutWork,
  variableSiblings,
  vtlInGatewayResponse,
  weakTls,
}
