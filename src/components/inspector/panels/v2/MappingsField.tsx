import Button from '@cloudscape-design/components/button'
import { useId, useRef, useState } from 'react'
import type { Address, Design, Result } from '../../../../model/index.ts'
import { useStores } from '../../../store/StoreContext.tsx'
import { destructive } from '../../../ui/destructive.ts'
import { AddRow } from '../../fields/AddRow.tsx'
import { DraftNote } from '../../fields/DraftNote.tsx'
import { editLabel, inSentence } from '../../fields/labels.ts'
import { without } from '../../fields/lists.ts'
import { removeItem } from '../../fields/removal.ts'
import { Revealed, leaves } from '../../fields/Revealed.tsx'
import { Suggestions } from '../../fields/Suggestions.tsx'
import { useTextDraft } from '../../../store/useTextDraft.ts'
import {
  mappingKey,
  mappingRows,
  modifications,
  parameterSuggestions,
  withMapping,
} from './mappingRows.ts'
import type { MappingRow, MappingSide, Modification } from './mappingRows.ts'

type Mappings = Readonly<Record<string, string>>

interface MappingsFieldProps {
  readonly at: Address
  readonly label: string
  readonly side: MappingSide
  readonly mappings: Mappings
  /** Sources that values can read. */
  readonly sources: readonly string[]
  readonly set: (mappings: Record<string, string>) => (design: Design) => Result<Design>
}

/** Parameter mappings: what is modified, how, and the value it gets. */
export function MappingsField(props: MappingsFieldProps) {
  const { at, label, side, mappings, sources, set } = props
  const stores = useStores()
  const list = useRef<HTMLFieldSetElement>(null)
  const [modification, setModification] = useState<Modification>('overwrite')
  const apply = (
    words: string,
    row: Parameters<typeof withMapping>[1],
    mergeKey?: string,
  ): Result<Design> => {
    const { edit, history } = stores.designStore.getState()
    const operation = (design: Design) => {
      const next = withMapping(mappings, row, side, at)
      return next.ok ? set(next.value)(design) : next
    }
    return edit(editLabel(words, history.present, at), operation, mergeKey)
  }
  const remove = ({ key }: MappingRow) => {
    const words = editLabel(`Remove ${key}`, stores.designStore.getState().history.present, at)
    const text = `Removed ${key} from ${inSentence(label)}.`
    removeItem(stores, { label: words, text }, set(without(mappings, key)), () =>
      list.current?.querySelector<HTMLElement>('.gw-map-new input')?.focus(),
    )
  }
  return (
    <Revealed at={at}>
      <fieldset className="gw-map-field" ref={list}>
        <legend>{label}</legend>
        {mappingRows(mappings).map((row, i) => (
          // a row keeps its fields, and the focus in them, while its key changes
          <Row
            key={i}
            at={[...at, row.key]}
            row={row}
            side={side}
            sources={sources}
            change={(next) =>
              apply(
                `Change ${row.key}`,
                { ...row, ...next, replaces: row.key },
                `${at.join('/')}/${i}`,
              )
            }
            remove={() => remove(row)}
          />
        ))}
        <div className="gw-row gw-wrap gw-tight">
          <select
            aria-label={`Modification type of the new parameter in ${inSentence(label)}`}
            value={modification}
            onChange={(event) =>
              setModification(
                modifications.find(({ value }) => value === event.target.value)?.value ??
                  modification,
              )
            }
          >
            {modifications.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <AddRow
          at={at}
          list={label}
          nameLabel="Parameter"
          valueLabel={modification === 'remove' ? undefined : 'Value'}
          placeholder="Parameter: header.X-Name"
          nameSuggestions={parameterSuggestions(side, modification)}
          valueSuggestions={sources}
          existing={[]}
          add={(parameter, value) =>
            apply(`Add ${mappingKey(modification, parameter)}`, { modification, parameter, value })
          }
        />
      </fieldset>
    </Revealed>
  )
}

function Row({
  at,
  row,
  side,
  sources,
  change,
  remove,
}: {
  readonly at: Address
  readonly row: MappingRow
  readonly side: MappingSide
  readonly sources: readonly string[]
  readonly change: (next: Partial<Omit<MappingRow, 'key'>>) => Result<Design>
  readonly remove: () => void
}) {
  const { designStore } = useStores()
  const [parametersId, sourcesId] = [useId(), useId()]
  const [refusal, setRefusal] = useState<string>()
  const parameterLabel = `Parameter of ${row.key}`
  const valueLabel = `Value of ${row.key}`
  const parameter = useTextDraft({
    at,
    label: parameterLabel,
    value: row.parameter,
    apply: (text) => change({ parameter: text }),
    commits: 'leaving',
    keepsTyped: false,
  })
  const value = useTextDraft({
    at,
    label: valueLabel,
    value: row.value,
    apply: (text) => change({ value: text }),
    commits: 'typing',
    keepsTyped: false,
  })
  const modify = (text: string) => {
    const chosen = modifications.find((each) => each.value === text)
    if (!chosen) return
    const result = change({ modification: chosen.value })
    setRefusal(result.ok ? undefined : result.problems[0]?.message)
    if (!result.ok) designStore.getState().dismissRefusal()
  }
  const reason = refusal ?? parameter.reason ?? value.reason
  return (
    <div className="gw-mapping" data-map-row="">
      <div
        className="gw-map-row"
        onBlur={(event) => {
          if (leaves(event)) parameter.commit()
        }}
      >
        <select
          aria-label={`Modification type of ${row.key}`}
          value={row.modification ?? ''}
          onChange={(event) => modify(event.target.value)}
        >
          {row.modification === undefined && <option value="">Choose</option>}
          {modifications.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
        <input
          aria-label={parameterLabel}
          aria-invalid={parameter.isInvalid ? true : undefined}
          value={parameter.shown}
          list={parametersId}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => parameter.change(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') parameter.commit()
            if (event.key === 'Escape') parameter.discard()
          }}
        />
        <Button
          variant="inline-icon"
          iconName="remove"
          ariaLabel={`Remove ${row.key}`}
          nativeButtonAttributes={destructive}
          onClick={remove}
        />
      </div>
      {row.modification !== 'remove' && (
        <div className="gw-map-row" data-bare="">
          <input
            aria-label={valueLabel}
            aria-invalid={value.isInvalid ? true : undefined}
            value={value.shown}
            list={sourcesId}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => value.change(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') value.discard()
            }}
          />
        </div>
      )}
      <Suggestions id={parametersId} values={parameterSuggestions(side, row.modification)} />
      <Suggestions id={sourcesId} values={sources} />
      {reason !== undefined && (
        <p className="gw-refusal" role="alert">
          {reason}
        </p>
      )}
      {parameter.isInvalid && <DraftNote label={parameterLabel} onDiscard={parameter.discard} />}
      {value.isInvalid && <DraftNote label={valueLabel} onDiscard={value.discard} />}
    </div>
  )
}
