import { wrap } from 'comlink'
import type { Remote } from 'comlink'
import { fail } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'
import type { Transfer } from './transferWorker.ts'
import { plainReason } from '../ui/plainReason.ts'

/** Characters that are handed to the importer at all. */
export const mostCharacters = 50 * 1024 * 1024
/** Milliseconds that each kind of transfer may take. */
const longest = { Fetching: 120_000, Reading: 30_000, Writing: 30_000, Comparing: 30_000 } as const

/** A kind of transfer, as the messages name it. */
export type Transferring = keyof typeof longest

/** Run one fetch, import or export in a worker of its own, which ends with it: an endless document never stops the page. */
export function inTransferWorker<T>(
  work: (transfer: Remote<Transfer>) => Promise<Result<T>>,
  signal?: AbortSignal,
  doing: Transferring = 'Reading',
): Promise<Result<T>> {
  if (signal?.aborted) return Promise.resolve(cancelled(doing))
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./transferWorker.ts', import.meta.url), {
      type: 'module',
      name: 'transfer',
    })
    const finish = (result: Result<T>) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      worker.terminate()
      resolve(result)
    }
    const timer = setTimeout(
      () =>
        finish(
          fail('document/too-long', `${doing} was stopped after ${longest[doing] / 1000} seconds.`),
        ),
      longest[doing],
    )
    const onAbort = () => finish(cancelled(doing))
    signal?.addEventListener('abort', onAbort)
    worker.addEventListener('error', (event) =>
      finish(fail('document/broken', `${doing} failed: ${plainReason(event.error)}.`)),
    )
    work(wrap<Transfer>(worker)).then(finish, (error: unknown) =>
      finish(fail('document/broken', `${doing} failed: ${plainReason(error)}.`)),
    )
  })
}

function cancelled(doing: Transferring) {
  return fail('document/cancelled', `${doing} was cancelled.`)
}

/** Why a text is not even given to the importer; `undefined` where it is. */
export function sizeRefusal(size: number): string | undefined {
  if (size <= mostCharacters) return undefined
  return `The document has ${Math.round(size / 1024 / 1024)} MB; at most ${mostCharacters / 1024 / 1024} MB are read.`
}
