import { useQuery } from '@tanstack/react-query'
import { Boundary } from '../ui/Boundary.tsx'
import { Mark, MoreIcon } from '../ui/icons.tsx'
import { MenuButton } from '../ui/Menu.tsx'
import { commandOf, useRun } from '../commands/runCommand.ts'
import { fetchExamples, showExample } from '../store/openDesigns.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import { SavedDesigns } from './SavedDesigns.tsx'
import './start.css'

/** The first page: what this is, and the ways in. */
export function StartPage() {
  return (
    <div className="gw-start" data-region="start">
      <header className="gw-start-header">
        <Mark size={40} />
        <div>
          <h1 tabIndex={-1} data-region-entry>
            Gatewright
          </h1>
          <p className="gw-start-lead">
            Draw a REST API or an HTTP API for Amazon API Gateway, send requests through a faithful
            simulation of it, see every step, and export it as OpenAPI or CloudFormation.
          </p>
        </div>
        <AppearanceMenu />
      </header>
      <main>
        <ul className="gw-start-facts" aria-label="What to know">
          <li>Runs wholly in this browser: nothing is uploaded.</li>
          <li>No account, nothing is deployed.</li>
          <li>Not an Amazon product.</li>
        </ul>
        <div className="gw-start-cards">
          <ExampleCard />
          <EmptyCard />
          <OpenCard />
        </div>
        <Boundary label="The list of saved designs" fallback={() => <BrokenList />}>
          <SavedDesigns />
        </Boundary>
      </main>
    </div>
  )
}

function BrokenList() {
  return (
    <section className="gw-start-saved" role="alert">
      <h2>Saved in this browser</h2>
      <p>The list of saved designs cannot be shown. Reload the page to try again.</p>
    </section>
  )
}

function ExampleCard() {
  const stores = useStores()
  const examples = useQuery({ queryKey: ['examples'], queryFn: fetchExamples, staleTime: Infinity })
  return (
    <section aria-labelledby="start-example" className="gw-start-card gw-start-first">
      <h2 id="start-example">Start from an example</h2>
      {examples.isError && <p role="alert">The examples could not be loaded.</p>}
      {(examples.data ?? []).map(({ id, title, description }, i) => (
        <div key={id} className="gw-start-example">
          <button
            type="button"
            className={i === 0 ? 'gw-btn gw-btn-primary' : 'gw-btn'}
            aria-describedby={`example-${id}`}
            onClick={() => void showExample(stores, id)}
          >
            {title}
          </button>
          <p id={`example-${id}`}>{description}</p>
        </div>
      ))}
    </section>
  )
}

function EmptyCard() {
  const run = useRun()
  return (
    <section aria-labelledby="start-empty" className="gw-start-card">
      <h2 id="start-empty">Start empty</h2>
      <p>
        Add a REST API or an HTTP API, draw its methods or routes, and connect them to backends.
      </p>
      <button type="button" className="gw-btn" onClick={() => run('file.new')}>
        New design
      </button>
      <p className="gw-start-quiet">
        WebSocket APIs are kept and edited in forms. They are not drawn or simulated yet.
      </p>
    </section>
  )
}

function OpenCard() {
  const run = useRun()
  return (
    <section aria-labelledby="start-open" className="gw-start-card">
      <h2 id="start-open">Open what you have</h2>
      <p>OpenAPI 3.0, Swagger 2.0, a CloudFormation or SAM template, or a saved design.</p>
      <div className="gw-row">
        <button type="button" className="gw-btn" onClick={() => run('file.open')}>
          Choose a file
        </button>
        <button type="button" className="gw-btn" onClick={() => run('file.import')}>
          Paste or URL
        </button>
      </div>
      <p className="gw-start-quiet">
        Or drop a file anywhere on this page, or paste a document with the keyboard.
      </p>
    </section>
  )
}

function AppearanceMenu() {
  const run = useRun()
  const theme = useView((state) => state.theme)
  const density = useView((state) => state.density)
  const item = (id: string, isChosen?: boolean) => ({
    id,
    label: commandOf(id).label,
    ...(isChosen !== undefined && { isChosen }),
    run: () => run(id),
  })
  return (
    <MenuButton
      className="gw-btn gw-btn-icon"
      name="Theme and help"
      title="Theme and help"
      groups={() => [
        {
          title: 'Theme',
          items: (['light', 'dark', 'system'] as const).map((each) =>
            item(`view.${each}`, theme === each),
          ),
        },
        {
          title: 'Density',
          items: (['comfortable', 'compact'] as const).map((each) =>
            item(`view.${each}`, density === each),
          ),
        },
        { title: 'Help', items: [item('help.shortcuts')] },
      ]}
    >
      <MoreIcon />
    </MenuButton>
  )
}
