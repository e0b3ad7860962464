import type { ComponentType } from 'react'
import type { Address, NounName } from '../../../model/index.ts'
import {
  ApiKeyPanel,
  DomainNamePanel,
  PrincipalPanel,
  UsagePlanPanel,
  UserPoolPanel,
  VpcLinkPanel,
} from './AccessPanel.tsx'
import { BackendPanel } from './BackendPanel.tsx'
import { DeploymentPanel } from './DeploymentPanel.tsx'
import { DocumentationPanel, DocumentationVersionPanel } from './DocumentationPanels.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { AuthorizerPanel, GatewayResponsePanel, ModelPanel, ValidatorPanel } from './PartPanels.tsx'
import { ResourcePanel } from './ResourcePanel.tsx'
import { RestApiPanel } from './RestApiPanel.tsx'
import { StagePanel } from './StagePanel.tsx'
import { routedPanels } from './v2/index.tsx'

/** The form of one noun: `at` is the address of the thing. */
export type Panel = ComponentType<{ readonly at: Address }>

/** Forms by noun. */
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
  apiKey: ApiKeyPanel,
  usagePlan: UsagePlanPanel,
  vpcLink: VpcLinkPanel,
  domainName: DomainNamePanel,
  principal: PrincipalPanel,
  userPool: UserPoolPanel,
}
