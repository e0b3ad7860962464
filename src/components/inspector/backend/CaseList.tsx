import Button from '@cloudscape-design/components/button'
import { useId, useState } from 'react'
import type { Address, CannedCase, Design, Result } from '../../../model/index.ts'
import { fail } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import { AreaField } from '../fields/fields.tsx'
import { ListHeading, RemoveItem } from '../fields/RemoveItem.tsx'
import { AnswerFields } from './AnswerFields.tsx'
import { conditionLines, firstCases, lineWithoutColon, readConditionLines } from './answers.ts'

/** Other answers for certain events, tried in their order. */
export function CaseList({
  at,
  cases,
  edit,
}: {
  readonly at: Address
  readonly cases: readonly CannedCase[]
  readonly edit: (cases: readonly CannedCase[]) => (design: Design) => Result<Design>
}) {
  const { designStore } = useStores()
  const id = useId()
  const [chosen, setChosen] = useState(firstCases[0]?.id ?? '')
  const change = (label: string, next: readonly CannedCase[]) =>
    designStore.getState().edit(label, edit(next))
  const replaced = (index: number, part: Partial<CannedCase>) =>
    cases.map((each, i) => (i === index ? { ...each, ...part } : each))
  const add = () => {
    const made = firstCases.find((each) => each.id === chosen)?.made
    if (made) change('Add an answer for certain events', [...cases, made])
  }
  return (
    <section className="gw-cases" aria-label="Answers for certain events" data-list="">
      <ListHeading text="Answers for certain events" />
      <p className="gw-help">
        The first case whose conditions all hold answers; if none does, the answer above.
      </p>
      {cases.map(({ when, answer }, i) => (
        <fieldset key={i} className="gw-case">
          <legend>Case {i + 1}</legend>
          <AreaField
            at={[...at, String(i), 'when']}
            label="When"
            help="One a line, a member of the event or of the JSON body and its value: headers.X-Who: ann*. There * stands for anything, ? for one character."
            rows={2}
            value={conditionLines(when)}
            edit={(value) => {
              const cause = lineWithoutColon(value, 'a condition as property: value')
              return cause === undefined
                ? edit(replaced(i, { when: readConditionLines(value) }))
                : () => fail('backend/condition', cause, at)
            }}
          />
          <AnswerFields
            at={[...at, String(i), 'answer']}
            label="Answers with"
            answer={answer}
            edit={(next) => edit(replaced(i, { answer: next }))}
          />
          <div className="gw-case-verbs">
            <Button
              disabled={i === 0}
              onClick={() => change('Move an answer up', moved(cases, i, -1))}
            >
              Up
            </Button>
            <Button
              disabled={i === cases.length - 1}
              onClick={() => change('Move an answer down', moved(cases, i, 1))}
            >
              Down
            </Button>
            <RemoveItem
              label={`Remove case ${i + 1}`}
              done={`Removed case ${i + 1}.`}
              operation={edit(cases.filter((_, other) => other !== i))}
            />
          </div>
        </fieldset>
      ))}
      <div className="gw-case-verbs">
        <label htmlFor={id}>Begin with</label>
        <select id={id} value={chosen} onChange={({ target }) => setChosen(target.value)}>
          {firstCases.map(({ id: value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Button onClick={add}>Add a case</Button>
      </div>
    </section>
  )
}

function moved(cases: readonly CannedCase[], index: number, step: 1 | -1): CannedCase[] {
  const next = [...cases]
  const [taken] = next.splice(index, 1)
  if (taken) next.splice(index + step, 0, taken)
  return next
}
