import type { MarkedLine } from '../ui/lineDiff.ts'
import './console.css'

/** Two texts beside each other, with the lines marked that only one of them has. */
export function Sides({
  titles: [left, right],
  sides: { before, after },
}: {
  readonly titles: readonly [string, string]
  readonly sides: { readonly before: readonly MarkedLine[]; readonly after: readonly MarkedLine[] }
}) {
  return (
    <div className="gw-sides">
      <Side title={left} lines={before} mark="−" />
      <Side title={right} lines={after} mark="+" />
    </div>
  )
}

function Side({
  title,
  lines,
  mark,
}: {
  readonly title: string
  readonly lines: readonly MarkedLine[]
  readonly mark: '+' | '−'
}) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {lines.length === 0 ? (
        <p className="gw-quiet">Nothing</p>
      ) : (
        <pre
          className="gw-code gw-marked"
          data-mark={mark}
          tabIndex={0}
          role="region"
          aria-label={`${title}, line by line`}
        >
          {lines.map(({ text, changed }, i) => (
            <span key={i} className={changed ? 'gw-line gw-changed' : 'gw-line'}>
              <span aria-hidden>{changed ? mark : ' '}</span> {text}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
    </section>
  )
}
