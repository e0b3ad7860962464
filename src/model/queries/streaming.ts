import type { Integration } from '../schema/integrations/index.ts'

/** True where the answer of the backend goes to the client while it still comes: proxies alone can. Source: developer guide, response transfer mode. */
export function isStreamed(integration: Integration): boolean {
  const isProxy = integration.type === 'HTTP_PROXY' || integration.type === 'AWS_PROXY'
  return isProxy && integration.responseTransferMode === 'STREAM'
}

const whole =
  /^(?<head>arn:[^:]*:apigateway:[^:]*:lambda:path\/)2015-03-31(?<rest>\/functions\/.+)\/invocations$/
const streaming =
  /^(?<head>arn:[^:]*:apigateway:[^:]*:lambda:path\/)2021-11-15(?<rest>\/functions\/.+)\/response-streaming-invocations$/

/** The URI that invokes the same function in a response transfer mode; any other URI as it is. */
export function invocationUri(uri: string, mode: 'BUFFERED' | 'STREAM'): string {
  return mode === 'STREAM'
    ? uri.replace(whole, '$<head>2021-11-15$<rest>/response-streaming-invocations')
    : uri.replace(streaming, '$<head>2015-03-31$<rest>/invocations')
}

/** True for a URI that invokes a function so that its answer is streamed. */
export function isStreamingInvocation(uri: string): boolean {
  return /:lambda:path\/.+\/response-streaming-invocations$/.test(uri)
}
