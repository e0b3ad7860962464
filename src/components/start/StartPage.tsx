import Button from '@cloudscape-design/components/button'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { emptyDesign } from '../../model/index.ts'
import { useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { problemsSentence, readInWorker, showDesign } from '../transfer/openText.ts'
import './start.css'

interface Example {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly file: string
}

/** The examples of the page's own folder. */
async function fetchExamples(): Promise<readonly Example[]> {
  const response = await fetch('./examples/index.json')
  const index = (await response.json()) as { examples: Example[] } // our own file
  return index.examples
}

/** Open an example by its id, as a design of its own. */
export async function openExample(stores: Stores, id: string): Promise<void> {
  const example = (await fetchExamples()).find((each) => each.id === id)
  if (!example) {
    stores.viewStore.getState().notify({ type: 'error', text: `There is no example ${id}.` })
    return
  }
  const text = await (await fetch(`./examples/${example.file}`)).text()
  const result = await readInWorker(text)
  if (!result.ok)
    throw new Error(`the example ${id} cannot be opened: ${result.problems[0]?.message ?? ''}`)
  const designId = stores.designStore.getState().nextId()
  showDesign(stores, { ...result.value, design: { ...result.value.design, id: designId } })
}

/** Show a new design with nothing in it. */
function openEmpty(stores: Stores): void {
  const design = emptyDesign('My API', stores.designStore.getState().nextId)
  showDesign(stores, { kind: 'design', design, problems: [] })
}

/** The first page: what this is, and three ways in. */
export function StartPage() {
  const stores = useStores()
  const { viewStore, services } = stores
  const client = useQueryClient()
  const { storage } = services.persistence
  const examples = useQuery({ queryKey: ['examples'], queryFn: fetchExamples })
  const saved = useQuery({
    queryKey: ['saved'],
    queryFn: () => storage.list(),
    gcTime: 0,
    staleTime: 0,
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['saved'] })
  const openSaved = async (id: string) => {
    const result = await services.persistence.open(id)
    if (result.ok)
      showDesign(stores, { kind: 'design', design: result.value, problems: result.problems })
    else
      viewStore.getState().notify({
        type: 'error',
        text: result.problems[0]?.message ?? 'The design cannot be opened.',
      })
  }
  const remove = async (id: string, name: string) => {
    const record = await storage.read(id)
    await storage.remove(id)
    await refresh()
    const undo = () => {
      if (record) void storage.write({ ...record, revision: 1 }).then(refresh)
    }
    viewStore.getState().notify({
      type: 'success',
      text: `${name} is deleted.`,
      action: { label: 'Undo', run: undo },
    })
  }
  const openFile = async (file: File) => {
    const result = await readInWorker(await file.text())
    if (!result.ok) {
      viewStore.getState().notify({
        type: 'error',
        text: result.problems[0]?.message ?? 'The file cannot be opened.',
      })
      return
    }
    showDesign(stores, result.value)
    viewStore.getState().notify({ type: 'success', text: problemsSentence(result.value) })
  }
  return (
    <main className="gw-start">
      <header>
        <h1>Gatewright</h1>
        <p className="gw-start-lead">
          Draw an Amazon API Gateway API, run requests through a faithful simulation of it, see
          every step, and export it as OpenAPI or CloudFormation.
        </p>
        <p className="gw-start-note">
          It runs wholly in this browser: no account, nothing is uploaded, nothing is deployed. It
          is not an Amazon product.
        </p>
      </header>
      <div className="gw-start-cards">
        <section aria-labelledby="start-example">
          <h2 id="start-example">Start from an example</h2>
          {(examples.data ?? []).map((example, i) => (
            <div key={example.id} className="gw-start-example">
              <Button
                variant={i === 0 ? 'primary' : 'normal'}
                onClick={() => void openExample(stores, example.id)}
              >
                {example.title}
              </Button>
              <p>{example.description}</p>
            </div>
          ))}
        </section>
        <section aria-labelledby="start-empty">
          <h2 id="start-empty">Start empty</h2>
          <p>A new design. Add an API, draw its resources and methods, connect them to backends.</p>
          <Button onClick={() => openEmpty(stores)}>New design</Button>
        </section>
        <section aria-labelledby="start-file">
          <h2 id="start-file">Open what you have</h2>
          <p>
            OpenAPI 3.0, Swagger 2.0 or a saved design, JSON or YAML. Drop a file anywhere on this
            page, paste its text, or choose it.
          </p>
          <div className="gw-row">
            <label className="gw-file-button">
              Choose a file
              <input
                type="file"
                accept=".json,.yaml,.yml"
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  if (file) void openFile(file)
                }}
              />
            </label>
            <Button onClick={() => viewStore.getState().change({ dialog: 'import' })}>
              Paste or URL
            </Button>
          </div>
        </section>
      </div>
      <section aria-labelledby="start-saved">
        <h2 id="start-saved">Saved in this browser</h2>
        {saved.isError && (
          <p role="alert">
            This browser does not let the page keep designs. Save your work to files.
          </p>
        )}
        {saved.data?.length === 0 && <p>Nothing yet. What you draw is saved here as you go.</p>}
        <ul className="gw-start-saved">
          {(saved.data ?? []).map(({ id, name, savedAt }) => (
            <li key={id}>
              <Button variant="inline-link" onClick={() => void openSaved(id)}>
                {name}
              </Button>
              <span>{new Date(savedAt).toLocaleString()}</span>
              <Button
                variant="inline-icon"
                iconName="remove"
                ariaLabel={`Delete ${name}`}
                onClick={() => void remove(id, name)}
              />
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}
