import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import { Suspense, lazy, useEffect, useId, useMemo, useRef, useState } from 'react'
import { readPolicy, sameAddress } from '../../../model/index.ts'
import type { Address, PolicyReading, RestApi, Span, TextPosition } from '../../../model/index.ts'
import { useStores, useView } from '../../store/StoreContext.tsx'
import { Revealed } from '../fields/Revealed.tsx'
import type { ShownPlace } from '../../shared/editor/textEditor.ts'
import { PolicyReadingView } from './PolicyReadingView.tsx'
import { PolicyTemplateChooser } from './PolicyTemplateChooser.tsx'
import { discardPolicyDraft, usePolicyText, writePolicy } from '../../store/policyText.ts'

const PolicyCode = lazy(() =>
  import('./PolicyCode.tsx').then(({ PolicyCode }) => ({ default: PolicyCode })),
)

/** The resource policy of a REST API: in words, with what is wrong, and its text with templates to begin with. */
export function PolicyField({
  at,
  api,
  isAsked,
}: {
  readonly at: Address
  readonly api: RestApi
  /** Somebody asked to write a policy: the editor is open, and the focus goes here. */
  readonly isAsked: boolean
}) {
  const stores = useStores()
  const { text, isInDesign } = usePolicyText(api)
  const isPrivate = api.endpointConfiguration.types.includes('PRIVATE')
  const { stages } = api
  const reading = useMemo(
    () => readPolicy(text, { isPrivate, stageNames: Object.keys(stages) }),
    [text, isPrivate, stages],
  )
  // whoever is led here wants to see the text
  const revealed = useView(({ reveal }) =>
    reveal && sameAddress(reveal.at, at) ? reveal.count : 0,
  )
  const [opened, setOpened] = useState<{ readonly isOpen: boolean; readonly reveal: number }>()
  const isOpen = opened && opened.reveal === revealed ? opened.isOpen : isAsked || revealed > 0
  const open = (isWanted: boolean) => setOpened({ isOpen: isWanted, reveal: revealed })
  const [isLarge, setLarge] = useState(false)
  const [shown, setShown] = useState<ShownPlace>()
  const headingId = useId()
  const toggle = useRef<HTMLDivElement>(null)
  const large = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // the button that was pressed has given way to this form
    if (isAsked) toggle.current?.querySelector<HTMLElement>('button')?.focus()
  }, [isAsked])
  const show = ({ from, to }: Span) => {
    if (!isOpen && !isLarge) open(true)
    setShown((before) => ({ from, to, count: (before?.count ?? 0) + 1 }))
  }
  useRevealedPosition(at, text, reading, show)
  const take = (next: string, label: string, placeholders: readonly string[]) => {
    writePolicy(stores, api.id, next, { label })
    const found = placeholders.find((placeholder) => next.includes(placeholder))
    const from = found === undefined ? 0 : next.lastIndexOf(found)
    show({ from, to: from + (found?.length ?? 0) })
  }
  const leave = () =>
    (isLarge ? large : toggle).current?.querySelector<HTMLElement>('button')?.focus()
  const parts = (
    <>
      <PolicyTemplateChooser api={api} text={text} onTake={take} />
      <Suspense fallback={<p className="gw-help">The editor is on its way …</p>}>
        <PolicyCode
          value={text}
          remarks={reading.remarks}
          shown={shown}
          onChange={(next) =>
            writePolicy(stores, api.id, next, {
              label: 'Change resource policy',
              mergeKey: at.join('/'),
            })
          }
          onLeave={leave}
        />
      </Suspense>
    </>
  )
  const words = (
    <PolicyReadingView
      reading={reading}
      isPrivate={isPrivate}
      isInDesign={isInDesign}
      onShow={show}
    />
  )
  return (
    <Revealed at={at}>
      <section className="gw-policy" aria-labelledby={headingId}>
        <h3 id={headingId}>Resource policy</h3>
        {words}
        <div className="gw-row gw-wrap gw-tight" ref={toggle}>
          <Button ariaExpanded={isOpen} onClick={() => open(!isOpen)}>
            {isOpen ? 'Close the editor' : text === '' ? 'Write a policy' : 'Edit the policy'}
          </Button>
          {!isInDesign && (
            <Button onClick={() => discardPolicyDraft(stores, api.id)}>Discard the draft</Button>
          )}
          {isOpen && (
            <Button iconName="expand" onClick={() => setLarge(true)}>
              Enlarge
            </Button>
          )}
        </div>
        {isOpen && !isLarge && parts}
      </section>
      {isLarge && (
        <Modal
          visible
          size="max"
          header={`Resource policy of ${api.name}`}
          closeAriaLabel="Close"
          onDismiss={() => setLarge(false)}
        >
          <div className="gw-policy gw-policy-large">
            <div>{parts}</div>
            <div>
              {words}
              <div ref={large}>
                <Button onClick={() => setLarge(false)}>Done</Button>
              </div>
            </div>
          </div>
        </Modal>
      )}
    </Revealed>
  )
}

/** Shows the place in the text that a problem or a reason led to. */
function useRevealedPosition(
  at: Address,
  text: string,
  reading: PolicyReading,
  show: (span: Span) => void,
): void {
  const { viewStore } = useStores()
  const reveal = useView((state) => state.reveal)
  const latest = useRef(show)
  useEffect(() => {
    latest.current = show
  })
  useEffect(() => {
    if (!reveal?.position || !sameAddress(reveal.at, at)) return
    latest.current(spanAt(text, reading, reveal.position))
    const { position: _shown, ...rest } = reveal
    viewStore.getState().change({ reveal: rest })
  }, [reveal, at, text, reading, viewStore])
}

/** What begins at a place in the text of a policy: something that is wrong, a statement, or the rest of the line. */
function spanAt(text: string, reading: PolicyReading, { line, column }: TextPosition): Span {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0)
  const from = Math.min(before + column - 1, text.length)
  const { remarks, statements } = reading
  const found = [...remarks, ...statements].find((span) => span.from === from)
  return { from, to: found?.to ?? before + (lines[line - 1]?.length ?? 0) }
}
