import Button from '@cloudscape-design/components/button'
import { Suspense, lazy, useId, useState } from 'react'
import { sameAddress } from '../../../model/index.ts'
import type { Address, RestApi } from '../../../model/index.ts'
import { useView } from '../../store/StoreContext.tsx'
import { usePolicyText } from '../../store/policyText.ts'
import './policy.css'

// the first screen shows an API, and most have no policy: it waits for less without the form
const PolicyField = lazy(async () => ({
  default: (await import('./PolicyField.tsx')).PolicyField,
}))

/** The place of the resource policy among an API's settings; its form comes once there is a policy, or a wish for one. */
export function PolicySection({ at, api }: { readonly at: Address; readonly api: RestApi }) {
  const { text } = usePolicyText(api)
  const isRevealed = useView(({ reveal }) => reveal !== undefined && sameAddress(reveal.at, at))
  const [needed, setNeeded] = useState<'no' | 'there' | 'asked'>('no')
  const headingId = useId()
  // once there it stays, also when its text is taken away
  if (needed === 'no' && (text !== '' || isRevealed)) setNeeded('there')
  if (needed !== 'no') {
    return (
      <Suspense>
        <PolicyField at={at} api={api} isAsked={needed === 'asked'} />
      </Suspense>
    )
  }
  return (
    <section className="gw-policy" aria-labelledby={headingId}>
      <h3 id={headingId}>Resource policy</h3>
      <p className="gw-help">
        {api.endpointConfiguration.types.includes('PRIVATE')
          ? 'No resource policy. A private API without one denies every request.'
          : 'No resource policy. Only the authorization of each method applies.'}
      </p>
      <div>
        <Button onClick={() => setNeeded('asked')}>Write a policy</Button>
      </div>
    </section>
  )
}
