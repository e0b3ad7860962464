import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import { fixOf, ruleIdOf, rulePageOf } from '../../model/lint/index.ts'
import type { Problem } from '../../model/index.ts'
import { Prose } from '../service-rules/Prose.tsx'
import { severityWords } from './problemGroups.ts'
import { SeverityMark } from './SeverityMark.tsx'
import { useMending } from './useMending.ts'

/** The page of a rule: why it matters, what to do, an example of each. */
export function RuleDialog({
  ruleId,
  problems,
  onClose,
}: {
  readonly ruleId: string
  readonly problems: readonly Problem[]
  readonly onClose: () => void
}) {
  const { mendAll, mute } = useMending()
  const page = rulePageOf(ruleId)
  if (!page) return null
  const found = problems.filter((problem) => ruleIdOf(problem) === ruleId)
  const fixable = found.filter((problem) => fixOf(problem) !== undefined).length
  return (
    <Modal
      visible
      size="large"
      header={page.title}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="link" onClick={onClose}>
            Close
          </Button>
          {found.length > 0 && (
            <Button
              onClick={() => {
                mute({ ruleId })
                onClose()
              }}
            >
              Mute in this design
            </Button>
          )}
          {fixable > 0 && (
            <Button
              variant="primary"
              onClick={() => {
                mendAll(ruleId)
                onClose()
              }}
            >
              {fixable === 1 ? 'Fix' : `Fix all ${fixable}`}
            </Button>
          )}
        </Box>
      }
    >
      <div className="gw-rule">
        <p className="gw-rule-facts">
          <SeverityMark severity={page.severity} /> {severityWords[page.severity].one}
          <code>lint/{page.id}</code>
          <span>for {page.appliesTo}</span>
          <span>{found.length === 1 ? 'found once' : `found ${found.length} times`}</span>
        </p>
        <p>
          <Prose text={page.why} />
        </p>
        <p>
          <Prose text={page.advice} />
        </p>
        <div className="gw-rule-examples">
          <section>
            <h3>Found</h3>
            <pre tabIndex={0} aria-label="An example that is found">
              {page.bad}
            </pre>
          </section>
          <section>
            <h3>As it should be</h3>
            <pre tabIndex={0} aria-label="An example as it should be">
              {page.good}
            </pre>
          </section>
        </div>
        <p className="gw-rule-note">
          Properties that are not shown are as in a sound design.
          {page.source !== undefined && ` Source: ${page.source}.`}
        </p>
      </div>
    </Modal>
  )
}
