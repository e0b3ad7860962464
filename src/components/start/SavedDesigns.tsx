import { useRef, useState } from 'react'
import { MoreIcon } from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { plainReason } from '../ui/plainReason.ts'
import type { SavedDesign } from '../store/persistence.ts'
import { sizeText, timeText } from './words.ts'
import { useSavedDesignVerbs, useSavedDesigns } from './useSavedDesigns.ts'

/** The designs that this browser keeps, newest first. */
export function SavedDesigns() {
  const saved = useSavedDesigns()
  return (
    <section className="gw-start-saved" aria-labelledby="start-saved">
      <h2 id="start-saved">Saved in this browser</h2>
      {saved.isError && (
        <p role="alert" className="gw-start-blocked">
          This browser does not let the page keep designs ({plainReason(saved.error)}). You can work
          all the same: save your designs to files.
        </p>
      )}
      {saved.data?.length === 0 && <p>Nothing yet. What you draw is saved here as you go.</p>}
      {saved.data && saved.data.length > 0 && (
        <ul>
          {saved.data.map((design) => (
            <SavedRow key={design.id} design={design} />
          ))}
        </ul>
      )}
    </section>
  )
}

function SavedRow({ design }: { readonly design: SavedDesign }) {
  const { id, name, savedAt, size, apiNames, isDamaged } = design
  const verbs = useSavedDesignVerbs()
  const [draft, setDraft] = useState<string>()
  const row = useRef<HTMLLIElement>(null)
  const finish = (isKept: boolean) => {
    const text = draft?.trim()
    setDraft(undefined)
    if (isKept && text !== undefined && text !== name) verbs.rename({ id, name: text })
    // the field goes away, and the name that comes back takes the focus
    requestAnimationFrame(() => row.current?.querySelector('button')?.focus())
  }
  return (
    <li ref={row}>
      {draft === undefined ? (
        <button type="button" className="gw-start-open" onClick={() => verbs.open(design)}>
          {name}
        </button>
      ) : (
        <input
          aria-label={`New name of ${name}`}
          className="gw-field"
          value={draft}
          autoFocus
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => draft !== undefined && finish(true)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish(true)
            if (event.key === 'Escape') finish(false)
          }}
        />
      )}
      <span className="gw-start-apis">
        {isDamaged ? 'Open it to repair it, or download what is left.' : apiNames.join(', ')}
      </span>
      <span>{!isDamaged && sizeText(size)}</span>
      {isDamaged ? (
        <span>Damaged</span>
      ) : (
        <time dateTime={new Date(savedAt).toISOString()} title={new Date(savedAt).toLocaleString()}>
          {timeText(savedAt, Date.now())}
        </time>
      )}
      <MenuButton
        className="gw-btn gw-btn-icon"
        name={`Actions for ${name}`}
        groups={() => [
          {
            items: [
              { id: 'open', label: 'Open', run: () => verbs.open(design) },
              ...(isDamaged
                ? []
                : [
                    { id: 'rename', label: 'Rename', run: () => setDraft(name) },
                    { id: 'duplicate', label: 'Duplicate', run: () => verbs.duplicate(design) },
                  ]),
              { id: 'download', label: 'Download', run: () => verbs.download(design) },
              { id: 'delete', label: 'Delete', run: () => verbs.remove(design) },
            ],
          },
        ]}
      >
        <MoreIcon />
      </MenuButton>
    </li>
  )
}
