import { sourceIp } from '../exchange/exchange.ts'
import type { Exchange } from '../exchange/exchange.ts'
import { headerValue } from '../message/headers.ts'

/** Condition keys, in lower case, that every call has. Source: developer guide, condition keys in resource policies. */
export function conditionKeys(
  exchange: Pick<Exchange, 'call' | 'environment' | 'headers'>,
): Record<string, readonly string[]> {
  const { source } = exchange.call
  const now = exchange.environment.now()
  const optional = (key: string, value: string | undefined) =>
    value === undefined ? {} : { [key]: [value] }
  const isVpc = source?.vpcId !== undefined || source?.vpcEndpointId !== undefined
  return {
    'aws:currenttime': [new Date(now).toISOString()],
    'aws:epochtime': [String(Math.floor(now / 1000))],
    'aws:securetransport': ['true'],
    ...optional(isVpc ? 'aws:vpcsourceip' : 'aws:sourceip', sourceIp(exchange)),
    ...optional('aws:sourcevpc', source?.vpcId),
    ...optional('aws:sourcevpce', source?.vpcEndpointId),
    ...optional('aws:sourcearn', source?.arn),
    ...optional('aws:sourceaccount', source?.accountId ?? accountOf(source?.arn)),
    ...optional('aws:referer', headerValue(exchange.headers, 'Referer')),
    'aws:useragent': [
      headerValue(exchange.headers, 'User-Agent') ?? exchange.environment.userAgent,
    ],
  }
}

/** The account that an ARN names; `undefined` for those that name none, as those of buckets. */
function accountOf(arn: string | undefined): string | undefined {
  return arn?.split(':')[4] || undefined
}
