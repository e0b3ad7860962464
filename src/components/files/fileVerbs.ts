import { saveDesign } from '../../model/index.ts'
import type { Design } from '../../model/index.ts'
import { askKind } from './askKind.ts'
import { problemsSentence, readWithKind } from './openText.ts'
import { textOfFile } from './readFile.ts'
import { showAdopted } from '../store/openDesigns.ts'
import type { Stores } from '../store/StoreContext.tsx'
import type { ChosenFile, TextFile } from '../store/designFiles.ts'
import { SentenceError, plainReason } from '../ui/plainReason.ts'

/** Bytes that a file may have to be read at all. */
const mostBytes = 50 * 1024 * 1024
/** Milliseconds after which somebody who waits is told so. */
const noticeableMs = 500

/** The file of a design. */
export function designFile(design: Design): TextFile {
  return { ...fileOf(design.name), text: saveDesign(design) }
}

function fileOf(designName: string): Omit<TextFile, 'text'> {
  const name = designName.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  return { name: `${name || 'design'}.gatewright.json`, mediaType: 'application/json' }
}

/** Save the open design to its file, or to one that the user chooses. */
export function saveToFile(stores: Stores): Promise<void> {
  return save(stores, {})
}

/** Save the open design to a file that the user chooses. */
export function saveToOtherFile(stores: Stores): Promise<void> {
  return save(stores, { elsewhere: true })
}

async function save(
  stores: Stores,
  how: { readonly elsewhere?: boolean; readonly force?: boolean },
): Promise<void> {
  const { notify } = stores.viewStore.getState()
  const design = stores.designStore.getState().history.present
  try {
    const saved = await stores.services.files.save(design.id, designFile(design), how)
    if (saved.outcome === 'cancelled') return
    if (saved.outcome === 'not-allowed') {
      notify({
        type: 'warning',
        text: 'The browser was not allowed to write the file. Nothing was written.',
        action: { label: 'Save to another file', run: () => void saveToOtherFile(stores) },
      })
      return
    }
    if (saved.outcome === 'changed-on-disk') {
      notify({
        type: 'warning',
        text: `${saved.name} was changed on disk since it was opened or saved here. Nothing was written. To keep both, use Save to another file.`,
        action: { label: 'Overwrite', run: () => void save(stores, { ...how, force: true }) },
      })
      return
    }
    const words = { saved: 'Saved to', downloaded: 'Downloaded as' }
    notify({ type: 'success', text: `${words[saved.outcome]} ${saved.name}.` })
  } catch (error) {
    const reason = plainReason(error)
    notify({ type: 'error', text: `The design could not be saved to a file: ${reason}.` })
  }
}

/** Give the user the text of a saved design as it lies there, also where it cannot be opened. */
export async function downloadSaved(stores: Stores, id: string, name: string): Promise<void> {
  const text = await stores.services.persistence.readText(id)
  if (text === undefined) throw new SentenceError(`${name} is no longer saved in this browser.`)
  stores.services.files.download({ ...fileOf(name), text })
}

/** Let the user choose a file and open it. */
export async function openFile(stores: Stores): Promise<void> {
  const chosen = await stores.services.files.choose()
  if (chosen) await receiveFile(stores, chosen)
}

/** Open a file that was chosen or dropped, as a design of its own. */
export async function receiveFile(stores: Stores, chosen: ChosenFile): Promise<void> {
  const { file } = chosen
  if (file.size > mostBytes) {
    const size = Math.round(file.size / 1024 / 1024)
    const text = `${file.name} has ${size} MB; at most ${mostBytes / 1024 / 1024} MB are read. Nothing was opened.`
    stores.viewStore.getState().notify({ type: 'error', text })
    return
  }
  const text = await textOfFile(file)
  const design = await receiveText(stores, text, file.name)
  // what saving writes is a design: a document of another kind is not written over
  if (design && isDesignText(text)) await stores.services.files.belongsTo(design.id, chosen)
}

/** Open a document that came without a dialog: pasted, dropped or chosen. The design that was open stays saved. */
export async function receiveText(
  stores: Stores,
  text: string,
  fileName = 'The document',
): Promise<Design | undefined> {
  const { notify, dismissNotice } = stores.viewStore.getState()
  const cancelling = new AbortController()
  const progress = `Reading ${fileName} …`
  const busy = setTimeout(() => {
    const action = { label: 'Cancel', run: () => cancelling.abort() }
    notify({ type: 'info', text: progress, action })
  }, noticeableMs)
  const endProgress = () => {
    clearTimeout(busy)
    const { notices } = stores.viewStore.getState()
    for (const { id, text } of notices) if (text === progress) dismissNotice(id)
  }
  const result = await readWithKind(
    text,
    (readings) => {
      endProgress()
      return askKind(stores, fileName, readings)
    },
    { signal: cancelling.signal },
  ).finally(endProgress)
  if (cancelling.signal.aborted) {
    notify({ type: 'info', text: `${fileName} was not opened: reading was cancelled.` })
    return undefined
  }
  if (!result) {
    notify({ type: 'info', text: `${fileName} was not opened: no kind of API was chosen.` })
    return undefined
  }
  if (!result.ok) {
    const [problem] = result.problems
    const place = problem?.position
    const why = problem?.message ?? 'it cannot be read.'
    const isPlaced = place === undefined || why.includes(`line ${place.line}`)
    const where = isPlaced ? '' : ` (line ${place.line}, column ${place.column})`
    notify({ type: 'error', text: `${fileName} was not opened: ${why}${where}` })
    return undefined
  }
  const design = showAdopted(stores, result.value, 'now')
  const isLossy = result.value.problems.some(({ severity }) => severity !== 'info')
  notify({ type: isLossy ? 'warning' : 'success', text: problemsSentence(result.value) })
  return design
}

function isDesignText(text: string): boolean {
  return /^\s*\{\s*"format"\s*:\s*"gatewright-design"/.test(text)
}

/** True for a text that looks like a document that can be opened, so that pasting it anywhere means that. */
export function looksLikeDocument(text: string): boolean {
  const start = text.slice(0, 4000)
  return (
    /^\s*\{[^]*"(?:openapi|swagger|AWSTemplateFormatVersion)"\s*:/.test(start) ||
    /^\s*\{[^]*"format"\s*:\s*"gatewright-design"/.test(start) ||
    /^["']?(?:openapi|swagger|AWSTemplateFormatVersion)["']?\s*:/m.test(start) ||
    /^\s*["']?Transform["']?\s*:\s*["']?AWS::Serverless/m.test(start)
  )
}
