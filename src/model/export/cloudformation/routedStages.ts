import type { Json } from '../../schema/json.ts'
import type { RouteSettings, RouteStage } from '../../schema/v2/stage.ts'
import { clientCertificateReference } from './access.ts'
import { contentHash } from './contentHash.ts'
import { literalText, present, ref, text, textMap } from './template.ts'
import type { RoutedWriter } from './template.ts'

/**
 * An `AWS::ApiGatewayV2::Stage` for each stage, and one `AWS::ApiGatewayV2::Deployment` for those that do not deploy
 * automatically. The deployment's logical id carries a hash of everything that it depends on.
 */
export function writeRoutedStages(writer: RoutedWriter, routeIds: readonly string[]): void {
  const { api, ids, resources } = writer
  const apiLogicalId = ids.of(api.id, api.name, 'Api')
  const stages = Object.values(api.stages)
  const isDeployed = (stage: RouteStage) => !stage.autoDeploy && stage.deploymentId !== undefined
  const hash = contentHash(JSON.stringify([...resources]))
  const deploymentId = stages.some(isDeployed)
    ? ids.of('deployment', 'Deployment', hash)
    : undefined
  if (deploymentId !== undefined) {
    resources.set(deploymentId, {
      Type: 'AWS::ApiGatewayV2::Deployment',
      ...(routeIds.length > 0 && { DependsOn: [...routeIds] }),
      Properties: { ApiId: ref(apiLogicalId) },
    })
  }
  for (const stage of stages) {
    const routesWithSettings = Object.values(api.routes)
      .filter(({ routeKey }) => Object.hasOwn(stage.routeSettings, routeKey))
      .flatMap(({ id }) => ids.known(id) ?? [])
      .filter((logicalId) => resources.has(logicalId))
    resources.set(ids.of(`stage ${stage.stageName}`, stageWords(stage), 'Stage'), {
      Type: 'AWS::ApiGatewayV2::Stage',
      // the service accepts settings only of routes that exist
      ...(routesWithSettings.length > 0 && { DependsOn: routesWithSettings }),
      Properties: present({
        ApiId: ref(apiLogicalId),
        StageName: stage.stageName,
        Description: stage.description,
        AutoDeploy: stage.autoDeploy || undefined,
        DeploymentId:
          deploymentId !== undefined && isDeployed(stage) ? ref(deploymentId) : undefined,
        ...stageSettings(writer, stage),
      }),
    })
  }
}

function stageWords({ stageName }: RouteStage): string {
  return stageName === '$default' ? 'Default' : stageName
}

/** The settings of a stage, which `AWS::ApiGatewayV2::Stage` and the types of the serverless transform share. */
export function stageSettings(
  writer: RoutedWriter,
  stage: RouteStage,
): { [name: string]: Json | undefined } {
  const { accessLogSettings: log, clientCertificateId } = stage
  return {
    StageVariables: textMap(stage.stageVariables),
    DefaultRouteSettings: settingsProperties(stage.defaultRouteSettings),
    RouteSettings: Object.fromEntries(
      Object.entries(stage.routeSettings).map(([routeKey, settings]) => [
        routeKey,
        settingsProperties(settings),
      ]),
    ),
    AccessLogSettings:
      log &&
      present({
        DestinationArn: log.destinationArn === undefined ? undefined : text(log.destinationArn),
        Format: log.format === undefined ? undefined : literalText(log.format),
      }),
    ClientCertificateId:
      clientCertificateId === undefined
        ? undefined
        : clientCertificateReference(writer, clientCertificateId),
    Tags: textMap(stage.tags),
  }
}

function settingsProperties(settings: RouteSettings): Json {
  return present({
    DetailedMetricsEnabled: settings.detailedMetricsEnabled,
    ThrottlingBurstLimit: settings.throttlingBurstLimit,
    ThrottlingRateLimit: settings.throttlingRateLimit,
    LoggingLevel: settings.loggingLevel,
    DataTraceEnabled: settings.dataTraceEnabled,
  })
}
