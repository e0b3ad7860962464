import { useStores } from '../../store/StoreContext.tsx'

/** A link to the canned response of a Lambda function. */
export function FunctionAnswers({
  name,
  purpose,
}: {
  readonly name: string
  /** What the response is for, as the rest of the sentence. */
  readonly purpose: string
}) {
  const { viewStore } = useStores()
  return (
    <p className="gw-help">
      <button
        type="button"
        className="gw-link"
        onClick={() => viewStore.getState().goTo(['backends', `lambda:${name}`])}
      >
        What {name} returns
      </button>{' '}
      {purpose}
    </p>
  )
}
