import { seededRandom } from '../model/index.ts'
import { defaultBudget, freshState } from '../simulator/index.ts'
import type { Environment } from '../simulator/index.ts'
import { platformCryptography } from '../simulator/platform.ts'
import { UsageError } from './io.ts'
import type { CommandIo } from './io.ts'

/** The world of a run: `--now` and `--seed` fix time and ids, so that the same input gives the same bytes. */
export function runEnvironment(
  io: CommandIo,
  options: { readonly now?: string | undefined; readonly seed?: string | undefined },
): {
  readonly environment: Environment
  readonly random: () => number
} {
  const fixed = options.now === undefined ? undefined : Date.parse(options.now)
  if (fixed !== undefined && Number.isNaN(fixed))
    throw new UsageError(`--now wants a date such as 2026-01-31T12:00:00Z, not ${options.now}`)
  const seed = options.seed === undefined ? undefined : Number(options.seed)
  if (seed !== undefined && !Number.isInteger(seed))
    throw new UsageError(`--seed wants a whole number, not ${options.seed}`)
  const random = seed === undefined ? io.random : seededRandom(seed)
  const started = io.elapsed()
  return {
    random,
    environment: {
      now: () => fixed ?? io.now(),
      // with a fixed time durations are nothing, so that traces repeat; budgets in steps still end a run
      elapsed: fixed === undefined ? () => io.elapsed() - started : () => 0,
      nextRequestId: () => uuid(random),
      budget: defaultBudget,
      accountId: '123456789012',
      region: 'us-east-1',
      sourceIp: '127.0.0.1',
      userAgent: 'gatewright',
      ...platformCryptography(),
      // one gateway for all requests of a run: it counts and remembers between them
      state: { value: freshState },
    },
  }
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  const text = hex.join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
