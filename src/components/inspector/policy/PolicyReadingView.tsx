import type { PolicyReading, Span } from '../../../model/index.ts'

/** What a policy means, a sentence a statement, and what is wrong with it; each leads to its place in the text. */
export function PolicyReadingView({
  reading: { remarks, statements, state },
  isPrivate,
  isInDesign,
  onShow,
}: {
  readonly reading: PolicyReading
  readonly isPrivate: boolean
  /** False for a text that the design cannot hold. */
  readonly isInDesign: boolean
  readonly onShow: (span: Span) => void
}) {
  return (
    <>
      {state === 'none' && (
        <p className="gw-help">
          {isPrivate
            ? 'There is none, and a private API without a policy lets nobody in.'
            : 'There is none: the authorization of each method decides alone.'}
        </p>
      )}
      {remarks.length > 0 && (
        <ul className="gw-policy-remarks" aria-label="What is wrong with the policy">
          {remarks.map((remark, i) => (
            <li key={i} data-severity={remark.severity}>
              <button type="button" onClick={() => onShow(remark)}>
                <b>
                  Line {remark.line}, column {remark.column}
                </b>{' '}
                {remark.message}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isInDesign && (
        <p className="gw-help" role="status">
          {state === 'broken'
            ? 'This text is not in the design yet, which takes only a valid policy. It stays here as it is typed; until it is mended, calls and exports go by the policy before it.'
            : 'This text is not in the design, which could not be changed. It stays here as it is typed.'}
        </p>
      )}
      {isInDesign && state === 'broken' && (
        <p className="gw-help" role="status">
          The design has this text, but the service would refuse it.
        </p>
      )}
      {statements.length > 0 && (
        <ol className="gw-policy-statements" aria-label="What the policy says">
          {statements.map(({ name, effect, sentence, from, to }) => (
            <li key={from} data-effect={effect}>
              <button type="button" onClick={() => onShow({ from, to })}>
                <b>{name}</b> {sentence ?? 'This statement is not finished.'}
              </button>
            </li>
          ))}
        </ol>
      )}
      {state !== 'none' && statements.length > 0 && (
        <p className="gw-help">
          What nothing allows is refused, unless the method asks for a signature or a Lambda
          authorizer that allows it. A Deny wins over everything.
        </p>
      )}
    </>
  )
}
