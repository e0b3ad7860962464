import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import { useState } from 'react'
import { issuerHost } from '../../simulator/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { useIssuerHosts } from '../store/useIssuerHosts.ts'
import { kindOf } from './testedEntry.ts'
import type { TestedEntry } from './testedEntry.ts'

/** Where the keys of an issuer outside the design come from: nowhere, until the user allows its hosts to be contacted. */
export function IssuerConsent({ tested }: { readonly tested: TestedEntry }) {
  const issuer = useDesign((design) => kindOf(tested).foreignIssuer(tested, design))
  return issuer === undefined || issuer === '' ? null : <Consent key={issuer} issuer={issuer} />
}

function Consent({ issuer }: { readonly issuer: string }) {
  const { issuerHosts, services } = useStores()
  const designId = useDesign(({ id }) => id)
  const allowed = useIssuerHosts(designId)
  const [askedHost, setAskedHost] = useState<string>()
  const [keyHost, setKeyHost] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const host = issuerHost(issuer)
  if (host === undefined) {
    return (
      <p className="gw-missing" role="status">
        {issuer} is not an https URL, so its keys cannot be fetched: every token is refused.
      </p>
    )
  }
  const needed = [host, ...(keyHost === undefined || keyHost === host ? [] : [keyHost])]
  const missing = needed.find((each) => !allowed.includes(each))
  const allow = async (asked: string) => {
    issuerHosts.allow(designId, asked)
    setAskedHost(undefined)
    const hosts = [...allowed, asked]
    const place = await services.simulator().findKeySet(issuer, hosts)
    setFailure('failure' in place ? place.failure : undefined)
    if ('failure' in place) return
    setKeyHost(place.host)
    if (!hosts.includes(place.host)) setAskedHost(place.host)
  }
  return (
    <>
      <p className={missing === undefined ? 'gw-quiet' : 'gw-missing'} role="status">
        {missing === undefined
          ? `The keys of ${issuer} are fetched from ${needed.join(' and ')}.`
          : `The design has no key set for ${issuer}, so every token is refused. Add the issuer with its key set to the design, or fetch its keys.`}
        {failure !== undefined && ` The keys cannot be fetched: ${failure}.`}{' '}
        {missing === undefined ? (
          <button
            type="button"
            className="gw-quiet-button"
            onClick={() => {
              for (const each of needed) issuerHosts.revoke(designId, each)
              setFailure(undefined)
            }}
          >
            Revoke
          </button>
        ) : (
          <button type="button" className="gw-quiet-button" onClick={() => setAskedHost(missing)}>
            Fetch keys from {missing}…
          </button>
        )}
      </p>
      {askedHost !== undefined && (
        <Modal
          visible
          header={`Contact ${askedHost}?`}
          closeAriaLabel="Close"
          onDismiss={() => setAskedHost(undefined)}
          footer={
            <Box float="right">
              <Button variant="link" formAction="none" onClick={() => setAskedHost(undefined)}>
                Cancel
              </Button>
              <Button variant="primary" formAction="none" onClick={() => void allow(askedHost)}>
                Allow
              </Button>
            </Box>
          }
        >
          <p>
            To check tokens of <strong>{issuer}</strong>, this browser requests{' '}
            {askedHost === host
              ? 'its discovery document and its key set'
              : 'its key set, which its discovery document places there,'}{' '}
            from <strong>{askedHost}</strong>.
          </p>
          <p>
            The requests carry no cookies and nothing of the design; {askedHost} learns your IP
            address. This is allowed for this design, in this browser, until you revoke it under
            Caller.
          </p>
        </Modal>
      )}
    </>
  )
}
