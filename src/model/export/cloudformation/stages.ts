import type { Json } from '../../schema/json.ts'
import type { MethodSetting, Stage } from '../../schema/stage.ts'
import { clientCertificateReference } from './access.ts'
import { contentHash } from './contentHash.ts'
import { present, ref, tagList, text, textMap } from './template.ts'
import type { TemplateWriter } from './template.ts'

/**
 * One `AWS::ApiGateway::Deployment` of the API as it stands and an `AWS::ApiGateway::Stage` for each stage.
 * The deployment's logical id carries a hash of everything that it depends on, so that any change deploys anew.
 */
export function writeStages(
  writer: TemplateWriter,
  dependsOn: readonly string[],
  stagesDependOn: readonly string[] = [],
): void {
  const { api, ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const hash = contentHash(JSON.stringify([...resources]))
  const deploymentId = ids.of('deployment', 'Deployment', hash)
  resources.set(deploymentId, {
    Type: 'AWS::ApiGateway::Deployment',
    ...(dependsOn.length > 0 && { DependsOn: [...dependsOn] }),
    Properties: present({ RestApiId: ref(apiLogicalId) }),
  })
  for (const stage of Object.values(api.stages)) {
    const logicalId = ids.of(`stage ${stage.stageName}`, stage.stageName, 'Stage')
    resources.set(logicalId, {
      Type: 'AWS::ApiGateway::Stage',
      ...(stagesDependOn.length > 0 && { DependsOn: [...stagesDependOn] }),
      Properties: stageProperties(stage, writer, apiLogicalId, ref(deploymentId)),
    })
    if (stage.canarySettings) tellOfCanary(stage, writer)
  }
}

export function stageProperties(
  stage: Stage,
  writer: TemplateWriter,
  apiLogicalId: string,
  /** What stands for the id of the deployment. */
  deployment: Json,
): { [name: string]: Json } {
  const { ids } = writer
  const { documentationVersion, clientCertificateId } = stage
  const documentationId =
    documentationVersion === undefined
      ? undefined
      : ids.known(`documentation version ${documentationVersion}`)
  return present({
    RestApiId: ref(apiLogicalId),
    DeploymentId: deployment,
    StageName: stage.stageName,
    Description: stage.description,
    Variables: textMap(stage.variables),
    CacheClusterEnabled: stage.cacheClusterEnabled || undefined,
    CacheClusterSize: stage.cacheClusterSize,
    ClientCertificateId:
      clientCertificateId === undefined
        ? undefined
        : clientCertificateReference(writer, clientCertificateId),
    DocumentationVersion:
      documentationId === undefined ? documentationVersion : ref(documentationId),
    TracingEnabled: stage.tracingEnabled || undefined,
    MethodSettings: Object.entries(stage.methodSettings).map(([path, setting]) =>
      methodSettingProperties(path, setting),
    ),
    AccessLogSetting:
      stage.accessLogSettings &&
      present({
        DestinationArn:
          stage.accessLogSettings.destinationArn === undefined
            ? undefined
            : text(stage.accessLogSettings.destinationArn),
        Format: stage.accessLogSettings.format,
      }),
    CanarySetting:
      stage.canarySettings &&
      present({
        PercentTraffic: stage.canarySettings.percentTraffic,
        StageVariableOverrides: textMap(stage.canarySettings.stageVariableOverrides),
        UseStageCache: stage.canarySettings.useStageCache,
        DeploymentId: deployment,
      }),
    Tags: tagList(stage.tags),
  })
}

/** `~1pets~1{id}/GET` in the stage becomes resource path `/~1pets~1{id}` and HTTP method `GET`; the root's `~1` becomes `/`. */
function methodSettingProperties(path: string, setting: MethodSetting): Json {
  const slash = path.lastIndexOf('/')
  const resourcePath = path.slice(0, slash)
  return present({
    ResourcePath: resourcePath === '~1' ? '/' : `/${resourcePath}`,
    HttpMethod: path.slice(slash + 1),
    MetricsEnabled: setting.metricsEnabled,
    LoggingLevel: setting.loggingLevel,
    DataTraceEnabled: setting.dataTraceEnabled,
    ThrottlingBurstLimit: setting.throttlingBurstLimit,
    ThrottlingRateLimit: setting.throttlingRateLimit,
    CachingEnabled: setting.cachingEnabled,
    CacheTtlInSeconds: setting.cacheTtlInSeconds,
    CacheDataEncrypted: setting.cacheDataEncrypted,
  })
}

function tellOfCanary(stage: Stage, { api, problems }: TemplateWriter): void {
  problems.push({
    code: 'cloudformation/canary-same-deployment',
    message: `The canary of the stage ${stage.stageName} points to the same deployment as the stage: a template holds one picture of the API.`,
    severity: 'warning',
    at: ['apis', api.id, 'stages', stage.stageName, 'canarySettings'],
  })
}
