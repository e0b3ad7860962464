// What a platform lends the simulator, loaded when it is needed. The second face of this room, for what starts it.
import type { Cryptography } from './cryptography.ts'

/** What a platform adds to the environment of a run: its cryptography, loaded with its first use. A page that was not fetched safely has none. */
export function platformCryptography(): {
  readonly cryptography?: () => Promise<Cryptography>
} {
  const { crypto }: { readonly crypto?: { readonly subtle?: unknown } } = globalThis
  if (crypto?.subtle === undefined) return {}
  let loaded: Promise<Cryptography> | undefined
  return {
    cryptography: () =>
      (loaded ??= import('./authorizers/platform/cryptography.ts').then((platform) =>
        platform.createCryptography(),
      )),
  }
}
