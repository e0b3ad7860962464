import { ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { Design } from '../schema/design.ts'
import type { GatewayResponseType } from '../schema/gatewayResponse.ts'
import type { Method } from '../schema/method.ts'
import { putGatewayResponse } from './gatewayResponses.ts'
import { putIntegrationResponse } from './integrations.ts'
import { putMethodResponse } from './methods.ts'
import { own, withoutMember } from './within.ts'
import type { MethodRef } from './within.ts'

/** What a browser of another origin is allowed. */
export interface CorsSettings {
  /** `*`, or one origin with its scheme: `https://app.example.com`. */
  readonly origin: string
  /** Names of request headers. */
  readonly headers: readonly string[]
  /** Whether cookies and credentials may be sent; not with the origin `*`. */
  readonly allowCredentials: boolean
}

export const allowOrigin = 'Access-Control-Allow-Origin'
export const allowCredentialsName = 'Access-Control-Allow-Credentials'

/** The headers of an answer that a browser lets the page read. */
export function answerHeaders({ origin, allowCredentials }: CorsSettings): Record<string, string> {
  return {
    [allowOrigin]: `'${origin}'`,
    ...(allowCredentials && { [allowCredentialsName]: "'true'" }),
  }
}

/** The same in words. */
export function headersInWords({ origin, allowCredentials }: CorsSettings): string {
  return `${allowOrigin} ${origin}${allowCredentials ? ` and ${allowCredentialsName} true` : ''}`
}

/** The method of a design, if it is there. */
export function methodAt(design: Design, ref: MethodRef): Method | undefined {
  const api = own(design.apis, ref.apiId)
  if (api?.protocol !== 'REST') return undefined
  return own(api.resources, ref.resourceId)?.methods[ref.httpMethod]
}

type IntegrationResponse = Parameters<typeof putIntegrationResponse>[1]['response']

/** Headers declared in the method response of a status and set by its integration response; the same design where they are. */
export function withHeaders(
  design: Design,
  ref: MethodRef,
  statusCode: string,
  response: IntegrationResponse,
  headers: Readonly<Record<string, string>>,
): Result<Design> {
  const declared = methodAt(design, ref)?.methodResponses[statusCode]
  const names = Object.keys(headers).map((name) => `method.response.header.${name}`)
  const isDeclared =
    declared && names.every((name) => own(declared.responseParameters, name) !== undefined)
  const mapped = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
  )
  const isMapped = Object.entries(mapped).every(
    ([name, value]) => own(response.responseParameters, name) === value,
  )
  // credentials that were allowed before and are no more
  const dropped = `method.response.header.${allowCredentialsName}`
  const isStale =
    !(allowCredentialsName in headers) && own(response.responseParameters, dropped) !== undefined
  if (isDeclared && isMapped && !isStale) return ok(design)
  const kept = isStale
    ? withoutMember(response.responseParameters, dropped)
    : response.responseParameters
  const before = declared ?? { statusCode, responseParameters: {}, responseModels: {} }
  const withDeclared = putMethodResponse(design, {
    ...ref,
    response: {
      ...before,
      responseParameters: {
        ...Object.fromEntries(names.map((name) => [name, false])),
        ...(isStale
          ? withoutMember(before.responseParameters, dropped)
          : before.responseParameters),
      },
    },
  })
  if (!withDeclared.ok) return withDeclared
  return putIntegrationResponse(withDeclared.value, {
    ...ref,
    response: { ...response, responseParameters: { ...kept, ...mapped } },
  })
}

/** The origin that answers of the gateway itself allow now. */
export function gatewayOrigin(
  design: Design,
  apiId: string,
  responseType: GatewayResponseType,
): string | undefined {
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'REST') return undefined
  const { responseParameters = {} } = api.gatewayResponses[responseType] ?? {}
  return own(responseParameters, `gatewayresponse.header.${allowOrigin}`)?.replace(/^'|'$/g, '')
}

/** The headers on answers of the gateway itself; `undefined` where they are as they should be. */
export function allowOnGateway(
  design: Design,
  apiId: string,
  responseType: GatewayResponseType,
  settings: CorsSettings,
): Result<Design> | undefined {
  const api = own(design.apis, apiId)
  if (api?.protocol !== 'REST') return undefined
  const before = api.gatewayResponses[responseType]
  const parameters = before?.responseParameters ?? {}
  const headers = Object.fromEntries(
    Object.entries(answerHeaders(settings)).map(([name, value]) => [
      `gatewayresponse.header.${name}`,
      value,
    ]),
  )
  const dropped = `gatewayresponse.header.${allowCredentialsName}`
  const isStale = !settings.allowCredentials && own(parameters, dropped) !== undefined
  const has = Object.entries(headers).every(([name, value]) => own(parameters, name) === value)
  if (has && !isStale) return undefined
  return putGatewayResponse(design, {
    apiId,
    response: {
      responseTemplates: {},
      ...before,
      responseType,
      responseParameters: {
        ...(isStale ? withoutMember(parameters, dropped) : parameters),
        ...headers,
      },
    },
  })
}
