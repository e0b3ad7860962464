import { lazyPanel } from '../lazyPanel.tsx'

/** The forms of HTTP and WebSocket APIs, by noun. */
export const routedPanels = {
  httpApi: lazyPanel(async () => (await import('./HttpApiPanel.tsx')).HttpApiPanel),
  webSocketApi: lazyPanel(async () => (await import('./WebSocketApiPanel.tsx')).WebSocketApiPanel),
  route: lazyPanel(async () => (await import('./RoutePanel.tsx')).RoutePanel),
  routeIntegration: lazyPanel(
    async () => (await import('./RouteIntegrationPanel.tsx')).RouteIntegrationPanel,
  ),
  routeAuthorizer: lazyPanel(
    async () => (await import('./RouteAuthorizerPanel.tsx')).RouteAuthorizerPanel,
  ),
  routeStage: lazyPanel(async () => (await import('./RouteStagePanel.tsx')).RouteStagePanel),
  routeDeployment: lazyPanel(
    async () => (await import('./RouteDeploymentPanel.tsx')).RouteDeploymentPanel,
  ),
  vpcLinkV2: lazyPanel(async () => (await import('./VpcLinkV2Panel.tsx')).VpcLinkV2Panel),
  openIdConnectIssuer: lazyPanel(
    async () => (await import('./OpenIdConnectIssuerPanel.tsx')).OpenIdConnectIssuerPanel,
  ),
}
