import type { NounName } from '../../../model/index.ts'
import { accessPanel } from './AccessPanel.tsx'
import { lazyPanel } from './lazyPanel.tsx'
import type { Panel } from './lazyPanel.tsx'

/** The form of every noun. */
export const panels: { readonly [N in NounName]: Panel } = {
  restApi: lazyPanel(async () => (await import('./RestApiPanel.tsx')).RestApiPanel),
  resource: lazyPanel(async () => (await import('./ResourcePanel.tsx')).ResourcePanel),
  method: lazyPanel(async () => (await import('./MethodPanel.tsx')).MethodPanel),
  model: lazyPanel(async () => (await import('./PartPanels.tsx')).ModelPanel),
  requestValidator: lazyPanel(async () => (await import('./PartPanels.tsx')).ValidatorPanel),
  authorizer: lazyPanel(async () => (await import('./PartPanels.tsx')).AuthorizerPanel),
  gatewayResponse: lazyPanel(async () => (await import('./PartPanels.tsx')).GatewayResponsePanel),
  stage: lazyPanel(async () => (await import('./StagePanel.tsx')).StagePanel),
  deployment: lazyPanel(async () => (await import('./DeploymentPanel.tsx')).DeploymentPanel),
  documentationPart: lazyPanel(
    async () => (await import('./DocumentationPanels.tsx')).DocumentationPanel,
  ),
  documentationVersion: lazyPanel(
    async () => (await import('./DocumentationPanels.tsx')).DocumentationVersionPanel,
  ),
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
  backend: lazyPanel(async () => (await import('./BackendPanel.tsx')).BackendPanel),
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

/** Load every form ahead. What cannot be loaded now is loaded, or reported, when it is opened. */
export async function loadPanels(): Promise<void> {
  for (const { load } of Object.values(panels)) await load()
}
