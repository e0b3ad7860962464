// What a platform lends the simulator, loaded when it is needed. The second face of this room, for what starts it.
import type { Cryptography } from './cryptography.ts'

/** The platform's cryptography, loaded with its first use and kept from then on. */
export function platformCryptography(): () => Promise<Cryptography> {
  let loaded: Promise<Cryptography> | undefined
  return () =>
    (loaded ??= import('./authorizers/platform/cryptography.ts').then((platform) =>
      platform.createCryptography(),
    ))
}
