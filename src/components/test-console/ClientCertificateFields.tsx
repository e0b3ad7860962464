import { useId } from 'react'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import { domainOfCall } from '../shared/callEndpoint.ts'
import { beginCertificate, certificateBeginnings, certificateState } from './clientCertificate.ts'
import type { CertificateBeginning, ClientCertificate } from './clientCertificate.ts'
import { PlaceLink } from '../shared/PlaceLink.tsx'
import { callOf } from './requestDraft.ts'
import type { RequestDraft } from './requestDraft.ts'
import type { TestedEntry } from './testedEntry.ts'
import { timeOf } from '../../simulator/index.ts'
import { useClock } from '../store/useClock.ts'

interface FieldsProps {
  readonly tested: TestedEntry
  readonly draft: RequestDraft
  readonly stageName: string | undefined
  readonly onChange: (part: Partial<RequestDraft>) => void
}

const texts = [
  { name: 'subjectDN', label: 'Subject' },
  { name: 'issuerDN', label: 'Issuer' },
  { name: 'serialNumber', label: 'Serial number' },
] as const

const dates = [
  { name: 'notBefore', label: 'Valid from' },
  { name: 'notAfter', label: 'Valid until' },
] as const

/** The domain name with mutual TLS that a request comes to, if it does. */
export function useMutualTlsDomain({
  tested,
  draft,
  stageName,
}: Omit<FieldsProps, 'onChange'>): string | undefined {
  const { services } = useStores()
  return useDesign((design) => {
    if (Object.keys(design.access.domainNames).length === 0) return undefined
    const call = callOf(tested, draft, stageName, design.access.domainNames)
    const domain = domainOfCall(design, call, services.now)
    return domain?.mutualTlsAuthentication ? domain.domainName : undefined
  })
}

/** The certificate that the client shows, where the domain name of the call wants one. */
export function ClientCertificateFields(props: FieldsProps) {
  const { draft, onChange } = props
  const { services } = useStores()
  const clock = useClock()
  const domainName = useMutualTlsDomain(props)
  const id = useId()
  if (domainName === undefined) return null
  const certificate = draft.source?.clientCertificate
  const put = (next: ClientCertificate | undefined) => {
    const { clientCertificate: _before, ...rest } = draft.source ?? {}
    onChange({ source: next ? { ...rest, clientCertificate: next } : rest })
  }
  const at = timeOf(clock, services.now())
  const choose = (value: string) => {
    if (value === '') put(undefined)
    else if (Object.hasOwn(certificateBeginnings, value))
      put(beginCertificate(value as CertificateBeginning, at)) // one of them, as was just seen
  }
  const state = certificate && certificateState(certificate, at)
  return (
    <fieldset>
      <legend>Client certificate</legend>
      <p className="gw-quiet">
        {domainName} uses mutual TLS: it answers only clients that show a certificate which is good
        at the time of the call. It is taken to be of the truststore, whose file is not looked into
        here.{' '}
        <PlaceLink at={['access', 'domainNames', domainName, 'mutualTlsAuthentication']}>
          Show the domain name
        </PlaceLink>
      </p>
      <div className="gw-entry gw-choice">
        <label htmlFor={`${id}certificate`}>Certificate</label>
        <select
          id={`${id}certificate`}
          value={certificate ? 'given' : ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">none: the call is refused</option>
          {certificate && <option value="given">the one below</option>}
          {Object.entries(certificateBeginnings).map(([name, { label }]) => (
            <option key={name} value={name}>
              begin with {label}
            </option>
          ))}
        </select>
      </div>
      {certificate && (
        <>
          {texts.map(({ name, label }) => (
            <TextRow
              key={name}
              id={`${id}${name}`}
              label={label}
              value={certificate[name]}
              onChange={(text) => put({ ...certificate, [name]: text })}
            />
          ))}
          {dates.map(({ name, label }) => (
            <TextRow
              key={name}
              id={`${id}${name}`}
              label={label}
              value={certificate.validity[name]}
              placeholder="May 28 12:30:02 2026 GMT"
              onChange={(text) =>
                put({ ...certificate, validity: { ...certificate.validity, [name]: text } })
              }
            />
          ))}
          <p className={state?.isGood ? 'gw-quiet' : 'gw-missing'} role="status">
            {state?.text} Templates and authorizers read it from{' '}
            <code>$context.identity.clientCert</code>.
          </p>
          <div className="gw-entry gw-choice">
            <label htmlFor={`${id}pem`}>PEM</label>
            <textarea
              id={`${id}pem`}
              rows={2}
              spellCheck={false}
              value={certificate.clientCertPem}
              placeholder="-----BEGIN CERTIFICATE----- … (not needed)"
              onChange={(event) => put({ ...certificate, clientCertPem: event.target.value })}
            />
          </div>
        </>
      )}
    </fieldset>
  )
}

function TextRow({
  id,
  label,
  value,
  placeholder,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}) {
  return (
    <div className="gw-entry gw-choice">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
