import { lambdaFunctionName } from '../../model/index.ts'

/** Fill `${stageVariables.x}` and `{name}` in an integration's URI. An unknown stage variable vanishes, an unknown parameter stays. */
export function renderUri(
  uri: string,
  stageVariables: Readonly<Record<string, string>>,
  pathParameters: ReadonlyMap<string, string>,
): string {
  return uri
    .replace(/\$\{stageVariables\.([A-Za-z0-9_]+)\}/g, (_whole, name: string) =>
      Object.hasOwn(stageVariables, name) ? (stageVariables[name] ?? '') : '',
    )
    .replace(/(?<!\$)\{([^{}]+)\}/g, (whole, name: string) => pathParameters.get(name) ?? whole)
}

const httpAddress = /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#:\s]+)(?::(\d+))?(?=[/?#]|$)/i

/** The URL with what no URL may hold written in percent; `undefined` where it has no host or a port that the service refuses. */
export function httpUrl(uri: string): string | undefined {
  const [whole, , portText] = httpAddress.exec(uri) ?? []
  if (whole === undefined) return undefined
  const port = portText === undefined ? undefined : Number(portText)
  if (port !== undefined && port !== 80 && port !== 443 && (port < 1024 || port > 65_535)) {
    return undefined
  }
  return writtenUrl(uri)
}

/** A URL with what no URL may hold written in percent. */
function writtenUrl(url: string): string {
  const [host = ''] = /^[a-z]+:\/\/[^/?#]*/i.exec(url) ?? []
  const rest = url.slice(host.length)
  return host + rest.replace(/[\u0000-\u0020\u007f"<>\\^`]|[^\u0000-\u007f]+/g, percentEncoded)
}

/** The host of a URL, with its port. */
export function hostOf(url: string): string {
  return /^[a-z]+:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? ''
}

/** Services whose actions are named in a header. */
const targets: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB_20120810',
  kinesis: 'Kinesis_20131202',
  states: 'AWSStepFunctions',
}

/** Where an AWS integration leads. Source: API reference, Integration.uri. */
export interface AwsEndpoint {
  readonly url: string
  readonly lambdaFunction: string | undefined
  /** `X-Amz-Target`, for services of the JSON protocol. */
  readonly target: string | undefined
}

/** Read `arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path|action/…`; `undefined` where it is none. */
export function awsEndpoint(uri: string): AwsEndpoint | undefined {
  const arn = /^arn:aws[^:]*:apigateway:([^:]+):([^:]+):(path|action)\/(.*)$/s.exec(uri)
  if (!arn) return undefined
  const [, region = '', service = '', kind, rest = ''] = arn
  const host = `https://${service}.${region}.amazonaws.com`
  const name = service.split('.').at(-1) ?? service
  const lambdaFunction = lambdaFunctionName(uri)
  if (kind === 'path') {
    const url = writtenUrl(`${host}/${rest.replace(/^\//, '')}`)
    return { url, lambdaFunction, target: undefined }
  }
  const action = rest.split('&')[0] ?? rest
  const prefix = Object.hasOwn(targets, name) ? targets[name] : undefined
  return {
    url: writtenUrl(`${host}/?Action=${rest}`),
    lambdaFunction,
    target: prefix === undefined ? undefined : `${prefix}.${action}`,
  }
}

/** A URL with more query parameters. */
export function withQuery(url: string, pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0) return url
  const query = pairs
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .join('&')
  const joint = !url.includes('?') ? '?' : /[?&]$/.test(url) ? '' : '&'
  return url + joint + query
}

/** A text in percent. A lone half of a character has no bytes; Java, which the service is written in, writes a question mark. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '?'))
}
