import type { Address, AddressedIntegration } from '../../../model/index.ts'
import { renderUri } from '../../integrations/endpoint.ts'
import { configurationError } from '../../exchange/failure.ts'
import type { RestExchange } from './exchange.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** How the request gets to its backend: through a VPC link, to a load balancer, with which look at the certificate. */
export function checkConnection(
  exchange: RestExchange,
  integration: AddressedIntegration,
  draft: StepDraft,
  at: Address,
): void {
  if (integration.connectionType === 'VPC_LINK') checkVpcLink(exchange, integration, draft, at)
  tellTarget(integration, draft, at)
  tellCertificate(integration, draft, at)
}

const privateRule = 'Private integrations'

/** A private integration goes through the VPC link that it names, which may be a stage variable. The link has to be available. */
function checkVpcLink(
  exchange: RestExchange,
  integration: AddressedIntegration,
  draft: StepDraft,
  at: Address,
): void {
  const id = renderUri(integration.connectionId ?? '', exchange.stageVariables, new Map())
  const connectionAt = [...at, 'connectionId']
  if (id === '') {
    throw configurationError('Invalid VPC link', {
      code: 'integration/no-vpc-link',
      message:
        'The integration goes through a VPC link and names none, or a stage variable without a value.',
      at: connectionAt,
    })
  }
  const { vpcLinks } = exchange.design.access
  const link = Object.hasOwn(vpcLinks, id) ? vpcLinks[id] : undefined
  if (!link) {
    const text = `The request goes through the VPC link ${id}, which the design does not hold`
    draft.decide(text, connectionAt, privateRule)
    return
  }
  const { status = 'AVAILABLE', statusMessage } = link
  if (status === 'AVAILABLE') {
    draft.decide(`The request goes through the VPC link ${link.name}`, connectionAt, privateRule)
    return
  }
  const linkAt = ['access', 'vpcLinks', link.id, 'status']
  draft.decide(
    `The integration goes through the VPC link ${link.name}, which is ${status}`,
    connectionAt,
    privateRule,
  )
  throw configurationError(`VPC link ${id} is not available: ${status}`, {
    code: 'integration/vpc-link-not-available',
    message: `The VPC link ${link.name} ${statusWords[status]}${statusMessage === undefined ? '' : ` (${statusMessage})`}: nothing gets through it.`,
    at: linkAt,
  })
}

const statusWords = {
  PENDING: 'is still being made',
  DELETING: 'is being deleted',
  FAILED: 'could not be made',
} as const

/** The listener of a load balancer behind the VPC link: it gets the request, whatever host the address names. */
function tellTarget(
  { connectionType, integrationTarget }: AddressedIntegration,
  draft: StepDraft,
  at: Address,
): void {
  if (integrationTarget === undefined || integrationTarget === '') return
  draft.decide(
    connectionType === 'VPC_LINK'
      ? `The VPC link leads to ${integrationTarget}; the host of the address is what the backend sees in Host`
      : `The integration target ${integrationTarget} is for VPC links: without one it has no effect`,
    [...at, 'integrationTarget'],
    privateRule,
  )
}

/** The gateway looks at the certificate of an HTTPS backend, or is told to take one of any authority. */
function tellCertificate(
  { type, uri, tlsConfig }: AddressedIntegration,
  draft: StepDraft,
  at: Address,
): void {
  if (tlsConfig?.insecureSkipVerification !== true) return
  const isHttp = type === 'HTTP' || type === 'HTTP_PROXY'
  draft.decide(
    !isHttp
      ? `insecureSkipVerification is for HTTP integrations: for ${type} it has no effect`
      : /^http:/i.test(uri)
        ? 'insecureSkipVerification has no effect: the address is not HTTPS'
        : 'The certificate of the backend may be of any authority, a private one too; its date and its host name still count',
    [...at, 'tlsConfig'],
    'TLS verification',
  )
}
