import { isoMilliseconds, seededRandom } from '../model/index.ts'
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
  const fixed = givenTime(options.now)
  const random = givenRandom(options.seed) ?? io.random
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

/** The milliseconds of `--now`. A date without a zone is in UTC, so that it means the same everywhere. */
export function givenTime(now: string | undefined): number | undefined {
  if (now === undefined) return undefined
  const milliseconds = isoMilliseconds(now)
  if (milliseconds === undefined) {
    throw new UsageError(`--now requires a date such as 2026-01-31T12:00:00Z, not ${now}`)
  }
  return milliseconds
}

/** The random numbers of `--seed`: the same for the same seed. */
export function givenRandom(seed: string | undefined): (() => number) | undefined {
  if (seed === undefined) return undefined
  if (!/^[+-]?\d{1,15}$/.test(seed)) {
    throw new UsageError(`--seed requires a whole number, not ${seed}`)
  }
  return seededRandom(Number(seed))
}

function uuid(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = ((parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  const text = hex.join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
