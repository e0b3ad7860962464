import type { Design, DomainName } from '../../model/index.ts'
import { resolveHost } from '../../simulator/index.ts'
import type { ClientRequest, SimulationCall } from '../../simulator/index.ts'
import type { CallEndpoint } from '../store/requestDrafts.ts'

export type { CallEndpoint } from '../store/requestDrafts.ts'

/** A mapping of a custom domain name that leads to an API. */
export interface EndpointChoice extends CallEndpoint {
  /** Tells one from another. */
  readonly key: string
  /** Up to where the path of the API begins, or its stage: `https://api.example.com/orders`. */
  readonly url: string
  /** The stage that the mapping leads to; absent: the path names it. */
  readonly stage: string | undefined
  readonly isMutualTls: boolean
}

type DomainNames = Design['access']['domainNames']

/** Every way to an API through the custom domain names of its design. */
export function endpointsTo(domainNames: DomainNames, apiId: string): readonly EndpointChoice[] {
  return Object.values(domainNames).flatMap((domain) =>
    domain.basePathMappings
      .filter((mapping) => mapping.apiId === apiId)
      .map(({ basePath, stage }) => ({
        ...choiceOf({ domainName: domain.domainName, basePath }),
        stage,
        isMutualTls: domain.mutualTlsAuthentication !== undefined,
      })),
  )
}

/** The choice that an endpoint is; one that has gone from the design is still known by its names. */
export function endpointChoice(
  domainNames: DomainNames,
  apiId: string,
  endpoint: CallEndpoint,
): EndpointChoice & { readonly isGone: boolean } {
  const { key } = choiceOf(endpoint)
  const found = endpointsTo(domainNames, apiId).find((choice) => choice.key === key)
  return found
    ? { ...found, isGone: false }
    : { ...choiceOf(endpoint), stage: undefined, isMutualTls: false, isGone: true }
}

function choiceOf({ domainName, basePath }: CallEndpoint) {
  const base = basePath === '' || basePath === '(none)' ? '' : `/${basePath}`
  return {
    domainName,
    basePath,
    key: JSON.stringify([domainName, basePath]),
    url: `https://${hostOf(domainName)}${base}`,
  }
}

/** A host that a domain name takes: one with a wildcard takes any name in its place. */
function hostOf(domainName: string): string {
  return domainName.replace(/^\*\./, 'any.')
}

/** Up to where the path of the API begins; a stage that the mapping does not name is in it. */
export function baseUrl({ url, stage }: EndpointChoice, stageName: string | undefined): string {
  return stage === undefined && stageName !== undefined ? `${url}/${stageName}` : url
}

/** The request as it is sent to an endpoint: with its host, and its base path and stage before the path. */
export function requestAt(
  request: ClientRequest,
  choice: EndpointChoice,
  stageName: string | undefined,
): ClientRequest {
  const host = hostOf(choice.domainName)
  const base = baseUrl(choice, stageName).slice(`https://${host}`.length)
  const path = request.path.startsWith('/') ? request.path : `/${request.path}`
  const headers = (request.headers ?? []).filter(([name]) => name.toLowerCase() !== 'host')
  return { ...request, path: base + path, headers: [['Host', host], ...headers] }
}

/** The custom domain name that a call comes to, by the endpoint that was chosen or by its Host header. */
export function domainOfCall(
  design: Design,
  call: SimulationCall,
  now: () => number,
): DomainName | undefined {
  if (call.asTestInvoke) return undefined
  // no call is sent: the Region is only told in words
  const [root, kind, name = ''] = resolveHost(design, call, { region: 'us-east-1', now }).at
  const { domainNames } = design.access
  return root === 'access' && kind === 'domainNames' && Object.hasOwn(domainNames, name)
    ? domainNames[name]
    : undefined
}

/** An endpoint that was kept as text somewhere. */
export function readEndpoint(value: unknown): { endpoint?: CallEndpoint } {
  if (typeof value !== 'object' || value === null) return {}
  const { domainName, basePath } = value as Readonly<Record<string, unknown>> // an object, as was just seen
  return typeof domainName === 'string' && typeof basePath === 'string'
    ? { endpoint: { domainName, basePath } }
    : {}
}
