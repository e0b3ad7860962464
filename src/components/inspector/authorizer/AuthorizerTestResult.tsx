import { useId, useMemo } from 'react'
import { reasonsOf } from '../../../simulator/index.ts'
import type { AuthorizerTest, GuardedMethod } from '../../../simulator/index.ts'
import { statusLine } from '../../shared/answer.ts'
import { JsonText } from '../../ui/JsonText.tsx'
import { PlaceLink } from '../../shared/PlaceLink.tsx'

/** What a test of an authorizer answered: its status, whom it is taken for, the policy, and why. */
export function AuthorizerTestResult({
  answer,
  stageName,
}: {
  readonly answer: AuthorizerTest
  readonly stageName: string
}) {
  const headingId = useId()
  const reasons = useMemo(() => reasonsOf(answer.step), [answer])
  const isSuccess = answer.clientStatus === 0
  const { principalId, usageIdentifierKey, policy, claims, authorization, event, log } = answer
  const context = Object.entries(authorization ?? {}).map(
    ([name, values]) => [name, values.join(', ')] as const,
  )
  return (
    <section className="gw-authorizer-result" aria-labelledby={headingId}>
      <h4 id={headingId} data-outcome={isSuccess ? 'success' : 'failure'}>
        {isSuccess ? 'The authorizer has answered' : statusLine(answer.clientStatus)}
        <small>{answer.latency} ms</small>
      </h4>
      <ol className="gw-reasons" aria-label="Why">
        {reasons.map(({ text, at, role }, i) => (
          <li key={i} data-role={role}>
            {text} <PlaceLink at={at} about={text} />
          </li>
        ))}
      </ol>
      {principalId !== undefined && <Pairs of="Principal" pairs={[['principalId', principalId]]} />}
      {usageIdentifierKey !== undefined && (
        <Pairs of="API key" pairs={[['usageIdentifierKey', usageIdentifierKey]]} />
      )}
      {answer.methods.length > 0 && <Methods methods={answer.methods} stageName={stageName} />}
      {policy !== undefined && <Text of="Policy" text={indented(policy)} isOpen />}
      {context.length > 0 && <Pairs of="Context" pairs={context} />}
      {claims && <Pairs of="Claims" pairs={Object.entries(claims)} />}
      {event !== undefined && <Text of="Event" text={JSON.stringify(event, null, 2)} />}
      <Text of="Log" text={log.join('\n')} />
    </section>
  )
}

const effects: Readonly<Record<GuardedMethod['effect'], string>> = {
  allow: 'let in',
  deny: 'refused by an explicit deny',
  silent: 'refused: the policy does not name it',
}

/** What the policy means for each method that wants the authorizer. */
function Methods({
  methods,
  stageName,
}: {
  readonly methods: readonly GuardedMethod[]
  readonly stageName: string
}) {
  const headingId = useId()
  return (
    <div>
      <h5 id={headingId}>Methods of the stage {stageName}, by this policy</h5>
      <ul className="gw-authorizer-methods" aria-labelledby={headingId}>
        {methods.map(({ at, name, effect, statement }) => (
          <li key={name} data-effect={effect}>
            <PlaceLink at={at}>{name}</PlaceLink> {effects[effect]}
            {statement !== undefined && <small> ({statement})</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Pairs({
  of,
  pairs,
}: {
  readonly of: string
  readonly pairs: readonly (readonly [string, string])[]
}) {
  const headingId = useId()
  return (
    <div>
      <h5 id={headingId}>{of}</h5>
      <dl className="gw-authorizer-pairs" aria-labelledby={headingId}>
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Text({
  of,
  text,
  isOpen = false,
}: {
  readonly of: string
  readonly text: string
  readonly isOpen?: boolean
}) {
  return (
    <details open={isOpen}>
      <summary>{of}</summary>
      <pre className="gw-code gw-authorizer-text" tabIndex={0} role="region" aria-label={of}>
        <JsonText text={text} />
      </pre>
    </details>
  )
}

/** The policy as it is read; it is JSON, as the simulator has checked. */
function indented(policy: string): string {
  return JSON.stringify(JSON.parse(policy), null, 2)
}
