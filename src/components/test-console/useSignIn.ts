import { useEffect, useRef, useState } from 'react'
import { fail } from '../../model/index.ts'
import type { Result } from '../../model/index.ts'
import { timeOf } from '../../simulator/index.ts'
import type { SignedIn, SignIn, SignInRequest } from '../../simulator/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import { plainReason } from '../ui/plainReason.ts'

/** Signs in to user pools of the design at the simulated time, and keeps what came of the last try. */
export function useSignIn(): {
  /** `undefined` when the form was closed meanwhile. */
  readonly signIn: (request: SignInRequest) => Promise<Result<SignedIn> | undefined>
  readonly signedIn: SignIn | undefined
  readonly isRunning: boolean
} {
  const stores = useStores()
  const [signedIn, setSignedIn] = useState<SignIn>()
  const [isRunning, setRunning] = useState(false)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  const signIn = async (request: SignInRequest) => {
    setRunning(true)
    const { designStore, clockStore, services } = stores
    const at = timeOf(clockStore.getState().clock, services.now())
    const design = designStore.getState().history.present
    const outcome = await services
      .simulator()
      .signIn(design, request, at)
      .catch((error: unknown): SignIn => {
        const message = `The simulator stopped working: ${plainReason(error)}.`
        return { steps: [], outcome: fail('simulator/broken', message, []) }
      })
    if (!isOpen.current) return undefined
    setSignedIn(outcome)
    setRunning(false)
    return outcome.outcome
  }
  return { signIn, signedIn, isRunning }
}
