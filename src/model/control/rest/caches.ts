import { notFound, own, text } from '../account.ts'
import { apiOf } from './places.ts'
import type { Operation } from '../account.ts'

/**
 * Answers and authorizations are kept by what serves calls, not by an account of the management side: there is a stage to
 * look for, and nothing to change.
 */
const flush: Operation = {
  status: 202,
  run: (account, input, environment) => {
    const { stages } = apiOf(account, input, environment)
    if (!own(stages, text(input['stageName']) ?? '')) {
      throw notFound('Invalid stage identifier specified')
    }
    return { account, body: {} }
  },
}

/** The management calls that empty the caches of a stage. */
export const cacheOperations = {
  FlushStageCache: flush,
  FlushStageAuthorizersCache: flush,
} satisfies { readonly [name: string]: Operation }
