import { isoMilliseconds } from '../../model/index.ts'
import type { Address, Principal } from '../../model/index.ts'
import { sha256 } from '../sha256.ts'
import { base64Encode, utf8Bytes } from '../context/index.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { headerValue } from '../message/headers.ts'
import type { StepDraft } from '../exchange/recorder.ts'
import type { HeaderList } from '../trace.ts'
import type { Authorization, Authorize } from './authorizer.ts'
import { cognitoKeys, identitySession } from './identityPools.ts'
import type { SigningPrincipal } from './identityPools.ts'
import { evaluatePolicies, evaluatePolicy, malformedPolicy, parsePolicy } from './policy.ts'
import type { Policy, PolicyQuestion, Verdict } from './policy.ts'
import { cryptographyOf, maskedArn, requestArn } from './refusals.ts'
import { algorithm, amzDateOf, millisecondsOf, signatureOf } from './signature.ts'
import { malformedSignature } from './signatureHeader.ts'

/** Milliseconds that a signature may be old, or ahead. */
const skew = 5 * 60_000

/** What a request says of its signature. */
interface GivenSignature {
  readonly accessKeyId: string
  readonly date: string
  readonly region: string
  readonly service: string
  readonly terminator: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  readonly amzDate: string
  /** Seconds that a presigned request is good for; `NaN` where they are not written as a number. */
  readonly expires?: number
  readonly token: string | undefined
  /** The query string without the signature. */
  readonly query: string
}

/** AWS_IAM: the signature is checked against the principals of the design, then their policies are asked. */
export const authorizeIam: Authorize = async (exchange, { guard, path }, draft) => {
  const at = [...guard.at, 'authorizationType']
  const principal = await signingPrincipal(exchange, path, at, draft)
  return authorizationOf(exchange, requestArn(exchange), draft, principal)
}

/** The parts of a request that its signature depends on. Every kind of API has them. */
type SignedExchange = Pick<
  Exchange,
  'design' | 'call' | 'environment' | 'headers' | 'query' | 'sentBody'
>

/**
 * The principal whose signature the request carries. `path` is the raw path below the host, `at` the address that
 * requires the signature. Throws a `GatewayFailure` for a request without a valid signature.
 */
export async function signingPrincipal(
  exchange: SignedExchange,
  path: string,
  at: Address,
  draft: StepDraft,
): Promise<SigningPrincipal> {
  const refuse = (type: string, message: string, code: string, why: string, where = at) =>
    new GatewayFailure(type, 403, message, {
      problems: [{ code, message: why, severity: 'error', at: where }],
    })
  const given = givenSignature(exchange)
  if (!given) {
    const malformed = malformedSignature(exchange, at)
    if (malformed) throw malformed
    throw refuse(
      'MISSING_AUTHENTICATION_TOKEN',
      'Missing Authentication Token',
      'authorization/not-signed',
      'The method is protected by AWS_IAM and the request is not signed.',
    )
  }
  if ('incomplete' in given) {
    throw refuse(
      'INCOMPLETE_SIGNATURE',
      given.incomplete,
      'authorization/incomplete-signature',
      'The Authorization header begins like a signature and lacks parts of one.',
    )
  }
  const wrong = (message: string, why: string) =>
    refuse('INVALID_SIGNATURE', message, 'authorization/signature', why)
  const { region } = exchange.environment
  if (given.region !== region) {
    throw wrong(
      `Credential should be scoped to a valid region, not '${given.region}'. `,
      `The signature is for the region ${given.region}; the API is in ${region}.`,
    )
  }
  if (given.service !== 'execute-api') {
    throw wrong(
      `Credential should be scoped to correct service: 'execute-api'. `,
      `The signature is for the service ${given.service}; API Gateway is called as execute-api.`,
    )
  }
  if (given.terminator !== 'aws4_request') {
    throw wrong(
      `Credential should be scoped with a valid terminator: 'aws4_request', not '${given.terminator}'.`,
      'The credential of the signature does not end with aws4_request.',
    )
  }
  const holder = Object.values(exchange.design.identities.principals).find(
    ({ accessKeyId }) => accessKeyId === given.accessKeyId,
  )
  if (!holder) {
    throw refuse(
      'UNRECOGNIZED_CLIENT',
      'The security token included in the request is invalid.',
      'authorization/unknown-key',
      `No principal of the design has the access key ${given.accessKeyId}.`,
      ['identities', 'principals'],
    )
  }
  const principalAt = ['identities', 'principals', holder.id]
  const principal = (await sessionOf(exchange, holder, given.token, at)) ?? holder
  if (given.expires !== undefined) checkExpires(given.expires, wrong)
  checkDate(exchange, given, wrong)
  if ((principal.sessionToken ?? '') !== (given.token ?? '')) {
    throw refuse(
      'UNRECOGNIZED_CLIENT',
      'The security token included in the request is invalid.',
      'authorization/session-token',
      principal.sessionToken === undefined
        ? `${principal.name} has no session token, and the request gives one.`
        : `${principal.name} has temporary credentials, and the request does not give their session token.`,
      principalAt,
    )
  }
  const now = exchange.environment.now()
  // an end that is not a date is over
  if (
    principal.sessionExpires !== undefined &&
    (isoMilliseconds(principal.sessionExpires) ?? 0) <= now
  ) {
    throw refuse(
      'EXPIRED_TOKEN',
      'The security token included in the request is expired',
      'authorization/session-expired',
      `The session of ${principal.name} ended at ${principal.sessionExpires}.`,
      [...principalAt, 'sessionExpires'],
    )
  }
  checkSignedHeaders(exchange, given, wrong)
  await checkSignature(exchange, { path, at, given, principal }, wrong)
  draft.decide(`The signature is that of ${principal.name}`, principalAt, 'Signature Version 4')
  return principal
}

/** The session of an identity pool that a session token stands for, if it does. */
async function sessionOf(
  exchange: SignedExchange,
  principal: Principal,
  token: string | undefined,
  at: Address,
): Promise<SigningPrincipal | undefined> {
  if (token === undefined || token === principal.sessionToken) return undefined
  return identitySession(principal, token, await cryptographyOf(exchange, at))
}

/** Headers under `x-amz-` that are added on the way, after the client has signed. */
const unsignableHeaders: ReadonlySet<string> = new Set(['x-amz-cf-id'])

/** The host and every `x-amz-` header have to be signed, or whoever carries the request could change them. */
function checkSignedHeaders(
  exchange: SignedExchange,
  { signedHeaders }: GivenSignature,
  wrong: (message: string, why: string) => GatewayFailure,
): void {
  const signed = new Set(signedHeaders.map((name) => name.toLowerCase()))
  if (!signed.has('host')) {
    throw wrong(
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
      'The signature does not cover the Host header.',
    )
  }
  const unsigned = clientHeaders(exchange)
    .map(([name]) => name.toLowerCase())
    .find((name) => name.startsWith('x-amz-') && !unsignableHeaders.has(name) && !signed.has(name))
  if (unsigned !== undefined) {
    throw wrong(
      `There were headers present in the request which were not signed: ${unsigned}`,
      `The signature does not cover the header ${unsigned}: every x-amz- header has to be signed.`,
    )
  }
}

/** Seconds in a week, the longest that a presigned request is good for. */
const mostSeconds = 604_800

function checkExpires(
  expires: number,
  wrong: (message: string, why: string) => GatewayFailure,
): void {
  const why = `X-Amz-Expires has to be a number of seconds from 1 to ${mostSeconds}.`
  if (!Number.isSafeInteger(expires)) throw wrong('X-Amz-Expires should be a number', why)
  if (expires < 1) throw wrong('X-Amz-Expires must be non-negative', why)
  if (expires > mostSeconds) {
    throw wrong(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${mostSeconds} seconds`,
      why,
    )
  }
}

/** The reason why a list of signed headers is not the one that the service would build; `undefined` where it is. */
function signedHeadersRefusal(
  signedHeaders: readonly string[],
  headers: HeaderList,
): string | undefined {
  const sent = new Set(headers.map(([name]) => name.toLowerCase()))
  for (const [i, name] of signedHeaders.entries()) {
    if (name !== name.toLowerCase()) return `SignedHeaders names ${name}, which is not lower case`
    const before = signedHeaders[i - 1]
    if (before !== undefined && before >= name) return `SignedHeaders is not sorted at ${name}`
    if (!sent.has(name)) return `SignedHeaders names ${name}, which the request does not have`
  }
  return undefined
}

function checkDate(
  exchange: Pick<Exchange, 'environment'>,
  given: GivenSignature,
  wrong: (message: string, why: string) => GatewayFailure,
): void {
  const now = exchange.environment.now()
  const signedAt = millisecondsOf(given.amzDate)
  if (signedAt === undefined) {
    throw wrong(
      `Date must be in ISO-8601 'basic format'. Got '${given.amzDate}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      'The date of the signature is not written as 20260131T120000Z.',
    )
  }
  if (given.date !== given.amzDate.slice(0, 8)) {
    throw wrong(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${given.date}' != '${given.amzDate.slice(0, 8)}', from '${given.amzDate}'.`,
      'The date of the credential is another day than that of the request.',
    )
  }
  const minutes = skew / 60_000
  const lasts = given.expires === undefined ? skew : given.expires * 1000
  if (signedAt + lasts < now) {
    const limit = amzDateOf(now - lasts)
    throw wrong(
      `Signature expired: ${given.amzDate} is now earlier than ${limit} (${amzDateOf(now)} - ${given.expires === undefined ? `${minutes} min.` : `${given.expires} sec.`})`,
      `The signature is of ${given.amzDate}, and it is ${amzDateOf(now)} now.`,
    )
  }
  if (signedAt - skew > now) {
    throw wrong(
      `Signature not yet current: ${given.amzDate} is still later than ${amzDateOf(now + skew)} (${amzDateOf(now)} + ${minutes} min.)`,
      `The signature is of ${given.amzDate}, and it is only ${amzDateOf(now)} now.`,
    )
  }
}

async function checkSignature(
  exchange: SignedExchange,
  {
    path,
    at,
    given,
    principal,
  }: {
    readonly path: string
    readonly at: Address
    readonly given: GivenSignature
    readonly principal: Principal
  },
  wrong: (message: string, why: string) => GatewayFailure,
): Promise<void> {
  const cryptography = await cryptographyOf(exchange, at)
  const headers = clientHeaders(exchange)
  const { canonicalRequest, stringToSign, signature } = await signatureOf(
    {
      method: exchange.call.request.method.toUpperCase(),
      path,
      query: given.query,
      headers,
      signedHeaders: [...new Set(given.signedHeaders.map((name) => name.toLowerCase()))].sort(),
      bytes: exchange.sentBody.bytes,
    },
    given,
    given.amzDate,
    principal.secretAccessKey,
    cryptography,
  )
  const refusal = signedHeadersRefusal(given.signedHeaders, headers)
  if (refusal === undefined && isSame(signature, given.signature)) return
  throw wrong(
    `The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been\n'${canonicalRequest}'\n\nThe String-to-Sign should have been\n'${stringToSign}'\n`,
    refusal === undefined
      ? `The signature is not that of ${principal.name}: another secret key signed it, or the request was changed after it was signed.`
      : `${refusal}.`,
  )
}

/** The headers as the client sent them, with the host that every client names. */
function clientHeaders(exchange: Pick<Exchange, 'call' | 'headers'>): HeaderList {
  const sent = exchange.call.request.headers ?? []
  if (headerValue(sent, 'Host') !== undefined) return sent
  const host = headerValue(exchange.headers, 'Host')
  return host === undefined ? sent : [...sent, ['Host', host]]
}

/** Compared without stopping at the first difference, as secrets are. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let i = 0; i < left.length; i++) {
    difference |= left.charCodeAt(i) ^ right.charCodeAt(i % (right.length || 1))
  }
  return difference === 0
}

/** The signature that a request carries, in its header or in its query string. */
function givenSignature(
  exchange: SignedExchange,
): GivenSignature | { readonly incomplete: string } | undefined {
  const header = headerValue(exchange.headers, 'Authorization')
  const rawQuery = exchange.call.request.query ?? ''
  const inQuery = new Map(exchange.query)
  if (isSignature(header)) return signatureOfHeader(exchange, header)
  if ((header ?? '') !== '' || inQuery.get('X-Amz-Algorithm') !== algorithm) return undefined
  const needed = (name: string) => inQuery.get(`X-Amz-${name}`)
  const credential = credentialOf(needed('Credential'))
  const signature = needed('Signature')
  const signedHeaders = needed('SignedHeaders')
  const amzDate = needed('Date')
  const expires = needed('Expires')
  if (
    !credential ||
    signature === undefined ||
    signedHeaders === undefined ||
    amzDate === undefined ||
    expires === undefined
  ) {
    return {
      incomplete:
        'AWS query-string parameters must include X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-SignedHeaders, X-Amz-Date and X-Amz-Expires. Re-examine the query-string parameters.',
    }
  }
  const query = rawQuery
    .split('&')
    .filter((part) => !/^X-Amz-Signature=/i.test(part))
    .join('&')
  return {
    ...credential,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    expires: /^[+-]?\d+$/.test(expires) ? Number(expires) : NaN,
    token: needed('Security-Token'),
    query,
  }
}

function signatureOfHeader(
  exchange: SignedExchange,
  header: string,
): GivenSignature | { readonly incomplete: string } {
  const parts = new Map(
    header
      .slice(algorithm.length)
      .split(',')
      .map((part) => {
        const equals = part.indexOf('=')
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const
      }),
  )
  const credential = credentialOf(parts.get('Credential'))
  const signedHeaders = parts.get('SignedHeaders')
  const signature = parts.get('Signature')
  const given = headerValue(exchange.headers, 'X-Amz-Date')
  const plainDate = headerValue(exchange.headers, 'Date')
  // a date without a zone would be read in that of whoever runs this
  const parsed = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})$/.test(plainDate ?? '')
    ? Date.parse(plainDate ?? '')
    : NaN
  const amzDate = given ?? (Number.isNaN(parsed) ? undefined : amzDateOf(parsed))
  const missing = [
    ...(credential ? [] : ["Authorization header requires 'Credential' parameter."]),
    ...(signature === undefined ? ["Authorization header requires 'Signature' parameter."] : []),
    ...(signedHeaders === undefined
      ? ["Authorization header requires 'SignedHeaders' parameter."]
      : []),
    ...(amzDate === undefined
      ? ["Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."]
      : []),
  ]
  if (!credential || signature === undefined || signedHeaders === undefined || !amzDate) {
    return {
      incomplete: `${missing.join(' ')} (Hashed with SHA-256 and encoded with Base64) Authorization=${base64Encode(sha256(utf8Bytes(header)))}`,
    }
  }
  return {
    ...credential,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    token: headerValue(exchange.headers, 'X-Amz-Security-Token'),
    query: exchange.call.request.query ?? '',
  }
}

function credentialOf(text: string | undefined) {
  const parts = (text ?? '').split('/')
  if (parts.length < 5) return undefined
  const [accessKeyId = '', date = '', region = '', service = '', terminator = ''] = parts
  return { accessKeyId, date, region, service, terminator }
}

function isSignature(value: string | undefined): value is string {
  return value !== undefined && value.startsWith(`${algorithm} `)
}

/** The ARN that a principal goes by when it calls. */
export function principalArn(principal: SigningPrincipal, accountId: string): string {
  const account = principal.accountId ?? accountId
  return principal.type === 'ROLE'
    ? `arn:aws:sts::${account}:assumed-role/${principal.name}/${sessionName(principal)}`
    : `arn:aws:iam::${account}:user/${principal.name}`
}

function sessionName({ cognitoIdentity }: SigningPrincipal): string {
  return cognitoIdentity ? 'CognitoIdentityCredentials' : 'session'
}

/** What a principal may do with a resource, which is the ARN of a method or a route. */
export function authorizationOf(
  exchange: Pick<Exchange, 'environment' | 'conditionKeys'>,
  resource: string,
  draft: StepDraft,
  principal: SigningPrincipal,
): Authorization {
  const { environment } = exchange
  const accountId = principal.accountId ?? environment.accountId
  const arn = principalArn(principal, environment.accountId)
  const isRole = principal.type === 'ROLE'
  const roleArn = isRole ? `arn:aws:iam::${accountId}:role/${principal.name}` : arn
  const userId = isRole ? `${principal.id}:${sessionName(principal)}` : principal.id
  const keys: Record<string, readonly string[]> = {
    'aws:principalaccount': [accountId],
    'aws:principalarn': [roleArn],
    'aws:principaltype': [isRole ? 'AssumedRole' : 'User'],
    'aws:userid': [userId],
    ...(!isRole && { 'aws:username': [principal.name] }),
    ...(principal.principalOrgId !== undefined && {
      'aws:principalorgid': [principal.principalOrgId],
    }),
    ...(principal.principalOrgPaths && { 'aws:principalorgpaths': principal.principalOrgPaths }),
    ...sessionKeys(principal, environment.now()),
    ...cognitoKeys(principal.cognitoIdentity),
    ...Object.fromEntries(
      Object.entries(principal.tags).map(([name, value]) => [
        `aws:principaltag/${name.toLowerCase()}`,
        [value],
      ]),
    ),
  }
  const at = ['identities', 'principals', principal.id]
  const read = (text: string, where: readonly string[]): Policy => {
    const policy = parsePolicy(text, 'identity')
    if (!('refusal' in policy)) return policy
    draft.tell({
      code: 'policy/unusable',
      message: `A policy of ${principal.name} cannot be used, so it denies every request: ${policy.refusal}.`,
      severity: 'error',
      at: [...where],
    })
    return malformedPolicy
  }
  const policies = Object.entries(principal.policies).map(([name, text]) =>
    read(text, [...at, 'policies', name]),
  )
  const boundary =
    principal.permissionsBoundary === undefined
      ? undefined
      : read(principal.permissionsBoundary, [...at, 'permissionsBoundary'])
  const requester = { type: 'principal', arn, accountId } as const
  return {
    requester,
    verdict: (action) => {
      const question: PolicyQuestion = {
        action,
        resource,
        requester,
        keys: { ...exchange.conditionKeys, ...keys },
      }
      return bounded(evaluatePolicies(policies, question, 'identity'), boundary, question)
    },
    identity: {
      accountId,
      caller: userId,
      accessKey: principal.accessKeyId,
      userArn: arn,
      user: userId,
      principalOrgId: principal.principalOrgId ?? null,
      ...principal.cognitoIdentity,
    },
    keys,
    refusal: (action, effect) =>
      `User: ${arn} is not authorized to perform: ${action} on resource: ${maskedArn(resource)}${
        effect === 'deny'
          ? ' with an explicit deny in an identity-based policy'
          : ` because no identity-based policy allows the ${action} action`
      }`,
  }
}

/** Condition keys that only temporary credentials have. Source: IAM user guide, global condition keys. */
function sessionKeys(
  { sessionToken, sessionIssued, multiFactorAuthAt }: Principal,
  now: number,
): Record<string, readonly string[]> {
  if (sessionToken === undefined) return {}
  const shownAt = isoMilliseconds(multiFactorAuthAt ?? '')
  const issuedAt = isoMilliseconds(sessionIssued ?? '')
  return {
    ...(issuedAt !== undefined && { 'aws:tokenissuetime': [new Date(issuedAt).toISOString()] }),
    'aws:multifactorauthpresent': [String(shownAt !== undefined)],
    ...(shownAt !== undefined && {
      'aws:multifactorauthage': [String(Math.max(0, Math.floor((now - shownAt) / 1000)))],
    }),
  }
}

/** A permissions boundary has to allow as well what a policy allows. */
function bounded(
  verdict: Verdict,
  boundary: Policy | undefined,
  question: PolicyQuestion,
): Verdict {
  if (!boundary || verdict.effect === 'deny') return verdict
  const limit = evaluatePolicy(boundary, question, 'identity')
  if (limit.effect === 'deny') return limit
  return limit.effect === 'allow' ? verdict : { effect: 'silent', unclear: verdict.unclear }
}
