import type { NounName } from '../../../model/index.ts'
import { accessPanel } from './AccessPanel.tsx'
import { BackendPanel } from './BackendPanel.tsx'
import { DeploymentPanel } from './DeploymentPanel.tsx'
import { DocumentationPanel, DocumentationVersionPanel } from './DocumentationPanels.tsx'
import type { Panel } from './lazyPanel.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { AuthorizerPanel, GatewayResponsePanel, ModelPanel, ValidatorPanel } from './PartPanels.tsx'
import { ResourcePanel } from './ResourcePanel.tsx'
import { RestApiPanel } from './RestApiPanel.tsx'
import { StagePanel } from './StagePanel.tsx'
import { routedPanels } from './v2/index.ts'

/** The form of every noun. */
export const panels: { readonly [N in NounName]: Panel } = {
  restApi: RestApiPanel,
  ...routedPanels,
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
  backend: BackendPanel,
  apiKey: accessPanel('apiKey', async () => (await import('./ApiKeyForm.tsx')).ApiKeyForm),
  usagePlan: accessPanel(
    'usagePlan',
    async () => (await import('./UsagePlanForm.tsx')).UsagePlanForm,
  ),
  vpcLink: accessPanel('vpcLink', async () => (await import('./VpcLinkForm.tsx')).VpcLinkForm),
  domainName: accessPanel(
    'domainName',
    async () => (await import('./DomainNameForm.tsx')).DomainNameForm,
  ),
  principal: accessPanel(
    'principal',
    async () => (await import('./PrincipalForm.tsx')).PrincipalForm,
  ),
  userPool: accessPanel('userPool', async () => (await import('./UserPoolForm.tsx')).UserPoolForm),
}
