import type { ComponentType } from 'react'
import type { Address } from '../../../model/index.ts'
import { accessNounAt, accessNounIds, accessNouns } from '../../access/nouns.ts'
import { AccessPanel } from './AccessPanel.tsx'
import { BackendPanel } from './BackendPanel.tsx'
import { DeploymentPanel } from './DeploymentPanel.tsx'
import { DocumentationPanel, DocumentationVersionPanel } from './DocumentationPanels.tsx'
import { MethodPanel } from './MethodPanel.tsx'
import { AuthorizerPanel, GatewayResponsePanel, ModelPanel, ValidatorPanel } from './PartPanels.tsx'
import { ResourcePanel } from './ResourcePanel.tsx'
import { RestApiPanel } from './RestApiPanel.tsx'
import { StagePanel } from './StagePanel.tsx'

/** The form of one noun. */
export interface Panel {
  readonly title: string
  readonly component: ComponentType<{ readonly at: Address }>
}

/** Forms by noun. */
export const panels: Readonly<Record<string, Panel>> = {
  api: { title: 'REST API', component: RestApiPanel },
  resource: { title: 'Resource', component: ResourcePanel },
  method: { title: 'Method', component: MethodPanel },
  models: { title: 'Model', component: ModelPanel },
  requestValidators: { title: 'Request validator', component: ValidatorPanel },
  authorizers: { title: 'Authorizer', component: AuthorizerPanel },
  gatewayResponses: { title: 'Gateway response', component: GatewayResponsePanel },
  stages: { title: 'Stage', component: StagePanel },
  deployments: { title: 'Deployment', component: DeploymentPanel },
  documentationParts: { title: 'Documentation part', component: DocumentationPanel },
  documentationVersions: { title: 'Documentation version', component: DocumentationVersionPanel },
  backend: { title: 'Backend', component: BackendPanel },
  ...Object.fromEntries(
    accessNounIds.map((id) => [id, { title: accessNouns[id].title, component: AccessPanel }]),
  ),
}

/** The noun that an address is of; `undefined` for the design itself. */
export function nounAt(at: Address): string | undefined {
  if (at[0] === 'backends') return at.length > 1 ? 'backend' : undefined
  if (at[0] !== 'apis' || at.length < 2) return accessNounAt(at)
  if (at.length < 4) return 'api'
  if (at[2] === 'resources') return at.length >= 6 ? 'method' : 'resource'
  return at[2]
}
