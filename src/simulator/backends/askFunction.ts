import type { BackendReference, Json } from '../../model/index.ts'
import { ask } from './ask.ts'
import type { BackendResponse, BackendWorld } from './ask.ts'
import type { LambdaRefusal } from './backend.ts'
import { lambdaRefusalOf, lambdaText } from './canned.ts'

/** What came of the invocation of a function. `not-set`: the design has no response for it. */
export type Invocation =
  | { readonly text: string; readonly functionError?: string }
  | { readonly lambdaRefusal: LambdaRefusal }
  | { readonly failure: 'not-set' | 'unreachable' }

/**
 * Invoke a function with an event and read the text that it returns. A response for every backend (`*`) is one of
 * integrations: functions that decide about callers never give it.
 */
export async function askFunction(
  world: BackendWorld,
  reference: BackendReference,
  {
    uri,
    event,
    timeoutMs,
  }: { readonly uri: string; readonly event: Json; readonly timeoutMs?: number },
): Promise<{ readonly response: BackendResponse; readonly invocation: Invocation }> {
  const response = await ask(world, {
    references: [reference],
    overrideKeys: [uri, reference.key, reference.name],
    event: () => event,
    ...(timeoutMs !== undefined && { timeoutMs }),
  })
  return { response, invocation: invocationOf(response) }
}

function invocationOf({ canned, outcome }: BackendResponse): Invocation {
  if (!canned) return { failure: 'not-set' }
  const lambdaRefusal = lambdaRefusalOf(canned)
  if (lambdaRefusal) return { lambdaRefusal }
  if (outcome || 'timeout' in canned || 'networkError' in canned) return { failure: 'unreachable' }
  if ('lambda' in canned) return lambdaText(canned)
  return { text: ('body' in canned ? canned.body : undefined) ?? '{}' }
}
