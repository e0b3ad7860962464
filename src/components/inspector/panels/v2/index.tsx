import { Suspense, lazy } from 'react'
import type { ComponentType } from 'react'
import type { Address } from '../../../../model/index.ts'

/** A form that is loaded when the first one opens: a design of REST APIs alone has none. */
function lazyPanel(load: () => Promise<ComponentType<{ readonly at: Address }>>) {
  const Form = lazy(async () => ({ default: await load() }))
  return function RoutedPanel({ at }: { readonly at: Address }) {
    return (
      <Suspense fallback={<p className="gw-help">Opening …</p>}>
        <Form at={at} />
      </Suspense>
    )
  }
}

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
