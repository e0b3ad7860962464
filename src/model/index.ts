// The face of the model: what other rooms may use is exactly what is named here.
export type { Address } from './address.ts'
export {
  designAddress,
  formatAddress,
  isWithin,
  parseAddress,
  sameAddress,
  valueAt,
} from './address.ts'
export type { Fate, Problem, Result, Severity, TextPosition } from './result.ts'
export { fail, ok, unreachable } from './result.ts'
export type { IdSource } from './ids.ts'

// Nouns: what is at an address, and how it is added, renamed, copied, moved and removed
export {
  apiNouns,
  isOfProtocol,
  nounAt,
  nounOf,
  nouns,
  parentAddress,
  partNounsOf,
  phraseAt,
  thingAt,
} from './nouns/index.ts'
export type { AddContext, Addition, Copied, Noun, Protocol, Thing } from './nouns/noun.ts'
export {
  addressOf,
  apiAddressOf,
  apiIdOf,
  collectionOf,
  connectionAddress,
  entryPointAddress,
  idsOf,
  isAtPlace,
  isThingOf,
  nounNames,
  pathInThing,
  thingAddress,
} from './nouns/places.ts'
export type { NounName } from './nouns/places.ts'
export { methodRefAt, resourceAt } from './nouns/resources.ts'
export { invokePolicy } from './nouns/identities.ts'
export { newPoolClient, newPoolUser, uuidFrom } from './nouns/newUserPool.ts'
export { entryPointAt, entryPointsOf } from './queries/entryPoints.ts'
export type { EntryPoint, MethodEntryPoint, RouteEntryPoint } from './queries/entryPoints.ts'

export { countingIds, randomIds, seededRandom } from './ids.ts'
export type { Edit, History } from './history.ts'
export { record, redo, redoLabel, startHistory, undo, undoLabel } from './history.ts'

export type { Json } from './schema/json.ts'
export type { Api, Design, MutedRule, TestCase, TestSuite } from './schema/design.ts'
export { currentVersion, design as designSchema } from './schema/design.ts'
export { restApi as restApiSchema } from './schema/restApi.ts'
export {
  apiKey as apiKeySchema,
  domainName as domainNameSchema,
  usagePlan as usagePlanSchema,
  vpcLink as vpcLinkSchema,
  vpcLinkV2 as vpcLinkV2Schema,
  vpcLinkStatuses,
} from './schema/access.ts'
export {
  openIdConnectIssuer as openIdConnectIssuerSchema,
  principal as principalSchema,
  userPool as userPoolSchema,
} from './schema/identities.ts'
export { httpApi as httpApiSchema } from './schema/v2/apis.ts'
export type { Deployment, RestApi, RestApiDefinition } from './schema/restApi.ts'
export type {
  CorsConfiguration,
  HttpApi,
  HttpApiDefinition,
  HttpDeployment,
  WebSocketApi,
  WebSocketApiDefinition,
} from './schema/v2/apis.ts'
export type { RouteAuthorizer } from './schema/v2/authorizer.ts'
export type { RouteIntegration } from './schema/v2/integration.ts'
export type { Route } from './schema/v2/route.ts'
export type { RouteSettings, RouteStage } from './schema/v2/stage.ts'
export type { Resource } from './schema/resource.ts'
export type { AuthorizationType, HttpMethod, Method, MethodResponse } from './schema/method.ts'
export { httpMethods } from './schema/method.ts'
export type {
  AddressedIntegration,
  AwsIntegration,
  AwsProxyIntegration,
  HttpIntegration,
  HttpProxyIntegration,
  Integration,
  IntegrationType,
  MockIntegration,
} from './schema/integrations/index.ts'
export type { IntegrationResponse } from './schema/integrations/common.ts'
export type { BodyModel, RequestValidator } from './schema/bodyModel.ts'
export type { Authorizer } from './schema/authorizer.ts'
export type { GatewayResponse, GatewayResponseType } from './schema/gatewayResponse.ts'
export { gatewayResponseTypes } from './schema/gatewayResponse.ts'
export { locationMembersOf } from './schema/documentation.ts'
export type { DocumentationPart, DocumentationVersion } from './schema/documentation.ts'
export type {
  ApiKey,
  ApiStage,
  BasePathMapping,
  ClientCertificate,
  DomainName,
  QuotaSettings,
  ThrottleSettings,
  UsagePlan,
  VpcLink,
  VpcLinkStatus,
  VpcLinkV2,
} from './schema/access.ts'
export type {
  OpenIdConnectIssuer,
  IdentityPool,
  PoolUser,
  Principal,
  UserPool,
  UserPoolClient,
} from './schema/identities.ts'
export type { MethodSetting, Stage } from './schema/stage.ts'
export { cacheClusterSizes } from './schema/stage.ts'
export type { Backend, BackendKind, CannedAnswer, CannedCase } from './schema/backend.ts'
export { cannedAnswer as cannedAnswerSchema } from './schema/backend.ts'

export {
  droppedResponseHeaders,
  mappedRequestHeader,
  remappedResponseHeaders,
} from './queries/headers.ts'
export { nextPeriodStartOf, periodStartOf } from './queries/quotaPeriod.ts'
export { quotas } from './queries/quotas.ts'
export type { BackendReference } from './queries/backendKey.ts'
export {
  backendReference,
  lambdaFunctionName,
  routeBackendReference,
} from './queries/backendKey.ts'
export {
  apiAddress,
  childrenByParent,
  methodAddress,
  methodsOf,
  resourceAddress,
  resourcePath,
  resourcesByPath,
} from './queries/resourceTree.ts'

export { emptyDesign, renameDesign, updateDesign } from './operations/designs.ts'
export type { Changes, MethodRef } from './operations/within.ts'
export type { RestApiSettings } from './operations/restApis.ts'
export {
  addApi,
  addRestApi,
  defaultModels,
  referencesToApi,
  removeApi,
  removeApiAndReferences,
  updateRestApi,
} from './operations/restApis.ts'
export {
  addResource,
  addResourcePath,
  copyResource,
  isGreedy,
  isVariable,
  moveResource,
  pathPartRefusal,
  removeResource,
  renameResource,
} from './operations/resources.ts'
export type { PutMode } from './operations/putApi.ts'
export { putApi, putOver } from './operations/putApi.ts'
export { ownPlaces, putDesign, withCompanions } from './operations/putDesign.ts'
export type { PutChange, PutReview } from './queries/changesOfPut.ts'
export { changesOfPut } from './queries/changesOfPut.ts'
export type { MethodSettings } from './operations/methods.ts'
export {
  addMethod,
  copyMethod,
  moveMethod,
  putMethod,
  putMethodResponse,
  removeMethod,
  removeMethodResponse,
  removeRequestModel,
  removeRequestParameter,
  setRequestModel,
  setRequestParameter,
  updateMethod,
} from './operations/methods.ts'
export { isRequestSource, isResponseSource } from './operations/mappings.ts'
export type { IntegrationChange } from './operations/integrations.ts'
export {
  connectBackend,
  lambdaUri,
  putIntegration,
  putIntegrationResponse,
  removeIntegration,
  removeIntegrationResponse,
  setIntegrationType,
  updateIntegration,
} from './operations/integrations.ts'
export { removeTemplate, renameTemplate, setTemplate } from './operations/templates.ts'
export { addModel, removeModel, renameModel, updateModel } from './operations/models.ts'
export { refusedSchemaValue } from './operations/modelSchema.ts'
export {
  addRequestValidator,
  removeRequestValidator,
  updateRequestValidator,
} from './operations/validators.ts'
export { addAuthorizer, removeAuthorizer, updateAuthorizer } from './operations/authorizers.ts'
export { putGatewayResponse, resetGatewayResponse } from './operations/gatewayResponses.ts'
export {
  addDeployment,
  addStage,
  deploy,
  describeDeployment,
  promoteCanary,
  removeDeployment,
  removeStage,
  removeStageVariable,
  setStageVariable,
  updateStage,
} from './operations/stages.ts'
export {
  addDocumentationVersion,
  putDocumentationPart,
  putDocumentationVersion,
  removeDocumentationPart,
  removeDocumentationVersion,
} from './operations/documentation.ts'
export type {
  Account,
  ControlAnswer,
  ControlEnvironment,
  ControlResult,
  ServiceName,
} from './control/index.ts'
export { accountOf, callService, isManagementOperation } from './control/index.ts'
export type {
  CustomisedGatewayResponses,
  EffectiveGatewayResponse,
} from './queries/effectiveGatewayResponse.ts'
export { invocationUri, isStreamed, isStreamingInvocation } from './queries/streaming.ts'
export { effectiveGatewayResponse } from './queries/effectiveGatewayResponse.ts'
export {
  putApiKey,
  putUsagePlan,
  putVpcLink,
  removeApiKey,
  removeUsagePlan,
  removeVpcLink,
} from './operations/access.ts'
export type { CorsChange, CorsSettings } from './operations/cors.ts'
export { corsSettingsOf, defaultCorsHeaders, enableCors } from './operations/cors.ts'
export { addBackend, removeBackend, updateBackend } from './operations/backends.ts'
export { putClientCertificate, removeClientCertificate } from './operations/clientCertificates.ts'
export {
  putDomainName,
  putPrincipal,
  putUserPool,
  removeDomainName,
  removePrincipal,
  removeUserPool,
} from './operations/identities.ts'
export type { RuleAt } from './operations/mutedRules.ts'
export { muteRule, unmuteRule } from './operations/mutedRules.ts'
export { clearOffsets, setOffsets } from './operations/layout.ts'
export { modelPatternKind } from './queries/modelPattern.ts'
export { sameValue } from './sameValue.ts'
export type { ChangeSinceDeployment } from './queries/sinceDeployment.ts'
export { changesSinceDeployment } from './queries/sinceDeployment.ts'
export type { BackendUse } from './queries/backends.ts'
export { backendsOf, reachWords } from './queries/backends.ts'
export {
  scopesRequiredOf,
  userPoolAccountOf,
  userPoolIdOf,
  userPoolIssuer,
} from './queries/userPools.ts'
export { methodSettingName } from './queries/methodSettingName.ts'

export { designFormat, isSavedDesign, openDesign } from './saved/open.ts'
export { saveDesign } from './saved/save.ts'

export type { Companions, Fragment, ResourceFragment } from './schema/fragment.ts'
export { fragment as fragmentSchema } from './schema/fragment.ts'
export type { Adoption } from './operations/companions.ts'
export { adoptCompanions, companionsOf } from './operations/companions.ts'
export type { Guard } from './queries/guards.ts'
export { guardOf, lessGuarded } from './queries/guards.ts'

export type {
  PlacedRemark,
  PolicyKind,
  PolicyReading,
  PolicyStatement,
  Span,
  StatementReading,
} from './policy/index.ts'
export {
  conditionHolds,
  conditionKeyOf,
  conditionKeys,
  literalGlob,
  matchesGlob,
  operatorNames,
  policyActions,
  policyParts,
  readPolicy,
  relationOf,
  statementMembers,
  statementPosition,
} from './policy/index.ts'

export { isoMilliseconds } from './isoDate.ts'
export { encodingBytes, encodingOf } from './import/encodingOf.ts'
export { jsonErrorOffset, jsonFault } from './import/jsonError.ts'
export type { Deployed, DeployOptions, Remark } from './import/cloudformation/stack.ts'
export { deployTemplate } from './import/cloudformation/deploy.ts'
export type { DocumentKind, ImportKind, ImportOptions, Imported, Importer } from './import/index.ts'
export { importDocument, importers } from './import/index.ts'
export type {
  ExportFile,
  ExportFormat,
  ExportOptions,
  ExportSwitch,
  Exporter,
  ExporterId,
  Extensions,
} from './export/index.ts'
export { exportApi, exporters } from './export/index.ts'
export type { OpenedDocument } from './export/openedDocument.ts'
export { openedDocument, openedFrom } from './export/openedDocument.ts'

// HTTP APIs: what their texts mean, and the operations on them
export { integrationSubtypes } from './queries/integrationSubtypes.ts'
export type { IntegrationSubtype } from './queries/integrationSubtypes.ts'
export { isReservedHeader, parseMappingKey, parseMappingValue } from './queries/parameterMapping.ts'
export type { MappingKey, MappingSource, MappingValue } from './queries/parameterMapping.ts'
export { conflictingRouteKey, parseRouteKey, routeMethods } from './queries/routeKeys.ts'
export type { RouteKey, RouteSegment } from './queries/routeKeys.ts'
export {
  addHttpApi,
  createHttpApi,
  removeRoutedApi,
  updateHttpApi,
} from './operations/v2/httpApis.ts'
export type { HttpApiSettings } from './operations/v2/httpApis.ts'
export { addRoute, removeRoute, updateRoute } from './operations/v2/routes.ts'
export {
  connectRoute,
  disconnectRoute,
  removeRouteIntegrationFromRoutes,
} from './operations/v2/connections.ts'
export {
  addWebSocketApi,
  addWebSocketModel,
  removeWebSocketModel,
  updateWebSocketApi,
  updateWebSocketModel,
} from './operations/v2/webSocketApis.ts'
export type { WebSocketApiSettings } from './operations/v2/webSocketApis.ts'
export {
  putRouteIntegrationResponse,
  putRouteResponse,
  removeRouteIntegrationResponse,
  removeRouteResponse,
} from './operations/v2/responses.ts'
export { putVpcLinkV2, removeVpcLinkV2 } from './operations/v2/vpcLinks.ts'
export {
  putOpenIdConnectIssuer,
  readKeySet,
  removeOpenIdConnectIssuer,
} from './operations/v2/openIdConnectIssuers.ts'
export { quickCreateRoute } from './operations/v2/quickCreate.ts'
export { jwtAuthorizer, lambdaAuthorizer } from './operations/v2/authorizerKinds.ts'
export type { RouteIntegrationKind } from './operations/v2/integrationKinds.ts'
export {
  changeToKind,
  httpIntegration,
  lambdaFunctionArn,
  lambdaIntegration,
  privateIntegration,
  routeIntegrationKind,
  routeIntegrationKinds,
  serviceIntegration,
} from './operations/v2/integrationKinds.ts'
export { lambdaFunctionNames } from './queries/lambdaFunctions.ts'
export type { KeyInSet } from './queries/keySets.ts'
export { describeKeys, keySetBytes } from './queries/keySets.ts'
export { httpTimeoutMs } from './operations/v2/httpIntegrationRules.ts'
export { webSocketTimeoutMs } from './operations/v2/webSocketIntegrationRules.ts'
export {
  addRouteIntegration,
  removeRouteIntegration,
  routesOfIntegration,
  updateRouteIntegration,
} from './operations/v2/integrations.ts'
export {
  addRouteAuthorizer,
  removeRouteAuthorizer,
  routesOfAuthorizer,
  updateRouteAuthorizer,
} from './operations/v2/authorizers.ts'
export {
  addRouteDeployment,
  addRouteStage,
  deployHttpApi,
  removeRouteDeployment,
  removeRouteStage,
  updateRouteDeployment,
  updateRouteStage,
} from './operations/v2/stages.ts'
export { addConvertedApi, convertApi } from './conversion/convertApi.ts'
export type { ConvertedProtocol } from './conversion/convertApi.ts'
export { apiFeatures, featureUses } from './conversion/features.ts'
export type { ApiFeature, ApiFeatureName, FeatureUse, Support } from './conversion/features.ts'
export { monthlyCost, usualPrices } from './conversion/prices.ts'
export type { ApiPrices, MonthlyCost, PriceTier, Traffic } from './conversion/prices.ts'
export { putIdentityPool, removeIdentityPool } from './operations/identityPools.ts'
