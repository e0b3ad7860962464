import type { Address, BasePathMapping, Design } from '../../model/index.ts'
import type { Environment } from '../environment.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import type { ResolvedHost } from '../exchange/host.ts'
import type { SimulationCall } from '../exchange/call.ts'
import { headerValue } from '../message/headers.ts'

/** Find the API by the Host header: an endpoint of its own, or a custom domain with its base path mappings. */
export function resolveHost(
  design: Design,
  call: SimulationCall,
  { region, now }: Pick<Environment, 'region' | 'now'>,
): ResolvedHost {
  const { path, headers = [] } = call.request
  const host = headerValue(headers, 'Host')?.toLowerCase().replace(/:443$/, '')
  const { domainNames } = design.access
  const domain =
    host === undefined
      ? undefined
      : (own(domainNames, host) ?? own(domainNames, `*.${host.split('.').slice(1).join('.')}`))
  if (!domain) {
    const at = ['apis', call.apiId]
    const api = own(design.apis, call.apiId)
    const standard = `${call.apiId}.execute-api.${region}.amazonaws.com`
    const plain = {
      apiId: call.apiId,
      path,
      reason:
        host === undefined || host === standard.toLowerCase()
          ? `The call reaches the API at its own endpoint, ${standard}`
          : `No custom domain of the design is called ${host}: the call is taken to reach the API at its own endpoint`,
      at,
    }
    if (!api?.disableExecuteApiEndpoint) return plain
    return {
      ...plain,
      refusal: {
        code: 'host/endpoint-disabled',
        message: `The default endpoint of ${api.name} is disabled: only a custom domain leads to it.`,
        at: [...at, 'disableExecuteApiEndpoint'],
      },
    }
  }
  const at = ['access', 'domainNames', domain.domainName]
  const isEdge = domain.endpointConfiguration?.types?.includes('EDGE') ?? true
  const nowhere = {
    apiId: call.apiId,
    path,
    at,
    domain: { name: host ?? '', basePath: '', isEdge },
  }
  const isMutualTls = domain.mutualTlsAuthentication !== undefined
  const fault = isMutualTls ? certificateFault(call, now) : undefined
  if (fault !== undefined) {
    return {
      ...nowhere,
      reason: `${domain.domainName} wants a client certificate`,
      refusal: {
        code: 'host/client-certificate',
        message: `${domain.domainName} wants a client certificate, and ${fault}.`,
        at: [...at, 'mutualTlsAuthentication'],
      },
    }
  }
  const mapping = mappingFor(domain.basePathMappings, path)
  const api = mapping && own(design.apis, mapping.apiId)
  if (!mapping || !api || api.protocol === 'WEBSOCKET') {
    return {
      ...nowhere,
      reason: `No base path mapping of ${domain.domainName} takes ${path}`,
      refusal: {
        code: 'host/no-mapping',
        message: mapping
          ? `The base path mapping of ${domain.domainName} leads to ${mapping.apiId}, which is not a REST or HTTP API of the design.`
          : `No base path mapping of ${domain.domainName} takes ${path}.`,
        at: [...at, 'basePathMappings'],
      },
    }
  }
  const mappingAt = [...at, 'basePathMappings', String(domain.basePathMappings.indexOf(mapping))]
  const rest = path.replace(/^\/+/, '').slice(mapping.basePath.length).replace(/^\/+/, '')
  const named = { name: host ?? domain.domainName, basePath: mapping.basePath, isEdge }
  const shownBase = mapping.basePath === '' ? '(none)' : mapping.basePath
  if (mapping.stage !== undefined) {
    return {
      apiId: mapping.apiId,
      stageName: mapping.stage,
      path: `/${rest}`,
      domain: named,
      isMutualTls,
      reason: `${domain.domainName}: the base path ${shownBase} leads to ${api.name}, stage ${mapping.stage}`,
      at: mappingAt,
    }
  }
  if (api.protocol === 'HTTP') {
    return {
      apiId: mapping.apiId,
      path: `/${rest}`,
      domain: named,
      isMutualTls,
      reason: `${domain.domainName}: the base path ${shownBase} leads to ${api.name}`,
      at: mappingAt,
    }
  }
  const [stageName = '', ...below] = rest.split('/')
  return {
    apiId: mapping.apiId,
    stageName,
    path: `/${below.join('/')}`,
    domain: named,
    isMutualTls,
    reason: `${domain.domainName}: the base path ${shownBase} leads to ${api.name}, and the path names the stage ${stageName}`,
    at: mappingAt,
  }
}

/** What is wrong with the certificate of a call; `undefined` where it is good. Its chain is not looked into. */
function certificateFault({ source }: SimulationCall, now: () => number): string | undefined {
  const certificate = source?.clientCertificate
  if (!certificate) return 'the call shows none'
  const { notBefore, notAfter } = certificate.validity
  const [from, to] = [Date.parse(notBefore), Date.parse(notAfter)]
  if (Number.isNaN(from) || Number.isNaN(to))
    return 'the one of the call has no dates that can be read'
  if (now() < from) return `the one of the call is not good before ${notBefore}`
  return now() > to ? `the one of the call has expired at ${notAfter}` : undefined
}

function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** The mapping with the most parts that the path begins with; the empty one takes the rest. Source: developer guide, API mappings. */
function mappingFor(
  mappings: readonly BasePathMapping[],
  path: string,
): BasePathMapping | undefined {
  const parts = path.split('/').filter((part) => part !== '')
  const partsOf = ({ basePath }: BasePathMapping) =>
    basePath === '' || basePath === '(none)' ? [] : basePath.split('/')
  return mappings
    .filter((mapping) => partsOf(mapping).every((part, i) => part === parts[i]))
    .sort((left, right) => partsOf(right).length - partsOf(left).length)[0]
}

/** The 403 of a call that reaches no API. */
export function forbidden(problem: {
  readonly code: string
  readonly message: string
  readonly at: Address
}): GatewayFailure {
  return new GatewayFailure('FORBIDDEN', 403, 'Forbidden', {
    problems: [{ ...problem, severity: 'error' }],
  })
}
