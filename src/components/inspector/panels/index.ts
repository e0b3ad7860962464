import type { NounName } from '../../../model/index.ts'
import { accessPanel } from './AccessPanel.tsx'
import { BackendPanel } from './BackendPanel.tsx'
import { DeploymentPanel } from './DeploymentPanel.tsx'
import { DocumentationPanel, DocumentationVersionPanel } from './DocumentationPanels.tsx'
import { lazyPanel } from './lazyPanel.tsx'
import type { Panel } from './lazyPanel.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { AuthorizerPanel, GatewayResponsePanel, ModelPanel, ValidatorPanel } from './PartPanels.tsx'
import { ResourcePanel } from './ResourcePanel.tsx'
import { RestApiPanel } from './RestApiPanel.tsx'
import { StagePanel } from './StagePanel.tsx'

/** The form of every noun. */
export const panels: { readonly [N in NounName]: Panel } = {
  restApi: RestApiPanel,
  resource: ResourcePanel,
  method: MethodPanel,
  model: ModelPanel,
  requestValidator: ValidatorPanel,
  authorizer: AuthorizerPanel,
  gatewayResponse: GatewayResponsePanel,
  stage: StagePanel,
  deployment: DeploymentPanel,
  documentationPart: DocumentationPanel,
  documentationVersion: DocumentationVersionPanel,
  httpApi: lazyPanel(async () => (await import('./v2/HttpApiPanel.tsx')).HttpApiPanel),
  webSocketApi: lazyPanel(
    async () => (await import('./v2/WebSocketApiPanel.tsx')).WebSocketApiPanel,
  ),
  route: lazyPanel(async () => (await import('./v2/RoutePanel.tsx')).RoutePanel),
  routeIntegration: lazyPanel(
    async () => (await import('./v2/RouteIntegrationPanel.tsx')).RouteIntegrationPanel,
  ),
  routeAuthorizer: lazyPanel(
    async () => (await import('./v2/RouteAuthorizerPanel.tsx')).RouteAuthorizerPanel,
  ),
  routeStage: lazyPanel(async () => (await import('./v2/RouteStagePanel.tsx')).RouteStagePanel),
  routeDeployment: lazyPanel(
    async () => (await import('./v2/RouteDeploymentPanel.tsx')).RouteDeploymentPanel,
  ),
  backend: BackendPanel,
  apiKey: accessPanel('apiKey', async () => (await import('./ApiKeyForm.tsx')).ApiKeyForm),
  usagePlan: accessPanel(
    'usagePlan',
    async () => (await import('./UsagePlanForm.tsx')).UsagePlanForm,
  ),
  vpcLink: accessPanel('vpcLink', async () => (await import('./VpcLinkForm.tsx')).VpcLinkForm),
  vpcLinkV2: lazyPanel(async () => (await import('./v2/VpcLinkV2Panel.tsx')).VpcLinkV2Panel),
  domainName: accessPanel(
    'domainName',
    async () => (await import('./DomainNameForm.tsx')).DomainNameForm,
  ),
  principal: accessPanel(
    'principal',
    async () => (await import('./PrincipalForm.tsx')).PrincipalForm,
  ),
  userPool: accessPanel('userPool', async () => (await import('./UserPoolForm.tsx')).UserPoolForm),
  openIdConnectIssuer: lazyPanel(
    async () => (await import('./v2/OpenIdConnectIssuerPanel.tsx')).OpenIdConnectIssuerPanel,
  ),
}
