import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import type { PutChange, PutReview } from '../../model/index.ts'
import './change.css'

/** Names that are listed of one kind; the rest is counted. */
const mostNames = 50

/** What a merge or an overwrite will do to the API, before it is done. */
export function PutReviewView({
  review: { changes, leftBehind },
  apiName,
  templateOf,
}: {
  readonly review: PutReview
  readonly apiName: string
  /** The kind of template that exports of the API go on writing into. */
  readonly templateOf: string | undefined
}) {
  return (
    <section className="gw-take-over" aria-label="What will change">
      {changes.length === 0 ? (
        <Box>Nothing in {apiName} will change.</Box>
      ) : (
        changes.map((change) => <Change key={change.heading} change={change} />)
      )}
      {leftBehind.length > 0 && (
        <Alert type="warning" header="Left behind in the document">
          <Names names={leftBehind} />
        </Alert>
      )}
      {templateOf !== undefined && (
        <p>
          {apiName} was opened from a {templateOf} template. Its exports keep that template with its
          other resources.
        </p>
      )}
    </section>
  )
}

function Change({ change: { heading, added, replaced, removed } }: { readonly change: PutChange }) {
  const parts = [
    ['Added', added],
    ['Replaced', replaced],
    ['Removed', removed],
  ] as const
  return (
    <>
      <h3>{heading}</h3>
      <dl className="gw-change-list">
        {parts.map(
          ([label, names]) =>
            names.length > 0 && (
              <div key={label}>
                <dt>
                  {label} ({names.length})
                </dt>
                <dd>
                  <Names names={names} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </>
  )
}

function Names({ names }: { readonly names: readonly string[] }) {
  const more = names.length - mostNames
  return (
    <>
      {names.slice(0, mostNames).join(', ')}
      {more > 0 && ` and ${more} more`}
    </>
  )
}
