import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { HttpApi, RestApi } from '../../model/index.ts'
import { useDesign, useStores } from '../store/StoreContext.tsx'
import type { Stores } from '../store/StoreContext.tsx'
import { firstDraft, readDraft } from './requestDraft.ts'
import type { RequestDraft } from './requestDraft.ts'
import type { TestedEntry } from './testedEntry.ts'

/** Where drafts are kept over a reload. */
export interface DraftPlace {
  readonly read: (name: string) => string | undefined
  readonly write: (name: string, text: string) => void
}

/**
 * The storage of the browser's tab: drafts hold tokens and keys, which should not outlive it.
 * What it refuses is not kept, which costs a draft at a reload and nothing else.
 */
export function sessionPlace(): DraftPlace {
  return {
    read: (name) => {
      try {
        return sessionStorage.getItem(name) ?? undefined
      } catch (error) {
        console.info('Requests cannot be read', error)
        return undefined
      }
    },
    write: (name, text) => {
      try {
        sessionStorage.setItem(name, text)
      } catch (error) {
        console.info('The request is not kept over a reload', error)
      }
    },
  }
}

/** Longer drafts are not kept over a reload: each key press would write them. */
const keptCharacters = 200_000

/** The names that a design's drafts are kept under: an example gets another id at each visit. */
function designNames({ designStore, viewStore }: Stores): readonly string[] {
  const { exampleId } = viewStore.getState()
  const { id } = designStore.getState().history.present
  return exampleId === undefined ? [id] : [id, `example ${exampleId}`]
}

function keyOf(designId: string, at: readonly string[]): string {
  return JSON.stringify([designId, ...at])
}

function readFirst(
  stores: Stores,
  place: DraftPlace,
  kind: string,
  at: readonly string[],
): unknown {
  for (const name of designNames(stores)) {
    const text = place.read(`gatewright:${kind}:${keyOf(name, at)}`)
    if (text === undefined) continue
    try {
      return JSON.parse(text)
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return undefined
}

function writeAll(
  stores: Stores,
  place: DraftPlace,
  kind: string,
  at: readonly string[],
  value: unknown,
): void {
  const text = JSON.stringify(value)
  if (text.length > keptCharacters) return
  for (const name of designNames(stores)) {
    place.write(`gatewright:${kind}:${keyOf(name, at)}`, text)
  }
}

/** What the console would send for a method: what was typed, else a first example. */
export function draftOf(
  stores: Stores,
  tested: TestedEntry,
  place: DraftPlace = sessionPlace(),
): RequestDraft {
  const [designId = ''] = designNames(stores)
  const typed = stores.requestDrafts.getState().drafts[keyOf(designId, tested.at)]
  return typed ?? readDraft(readFirst(stores, place, 'draft', tested.at)) ?? firstDraft(tested)
}

/** Keep what was typed for a method. */
export function keepDraft(
  stores: Stores,
  tested: TestedEntry,
  draft: RequestDraft,
  place: DraftPlace = sessionPlace(),
): void {
  const [designId = ''] = designNames(stores)
  stores.requestDrafts.setState(({ drafts }) => ({
    drafts: { ...drafts, [keyOf(designId, tested.at)]: draft },
  }))
  writeAll(stores, place, 'draft', tested.at, draft)
}

/** Call back once, when the draft of a method is no longer `draft`. */
export function onceDraftChanges(
  stores: Stores,
  tested: TestedEntry,
  draft: RequestDraft,
  work: () => void,
): void {
  const stop = stores.requestDrafts.subscribe(() => {
    if (draftOf(stores, tested) === draft) return
    stop()
    work()
  })
}

/** The stage that requests go to: the one that was picked for the API, else its first. */
export function stageNameOf(
  stores: Stores,
  { api }: { readonly api: RestApi | HttpApi },
  place: DraftPlace = sessionPlace(),
): string | undefined {
  const [designId = ''] = designNames(stores)
  const at = ['apis', api.id]
  const picked =
    stores.requestDrafts.getState().stageNames[keyOf(designId, at)] ??
    readFirst(stores, place, 'stage', at)
  return typeof picked === 'string' && Object.hasOwn(api.stages, picked)
    ? picked
    : Object.keys(api.stages)[0]
}

/** Pick the stage that requests to an API go to. */
export function keepStageName(
  stores: Stores,
  { api }: { readonly api: RestApi | HttpApi },
  stageName: string,
  place: DraftPlace = sessionPlace(),
): void {
  const [designId = ''] = designNames(stores)
  const at = ['apis', api.id]
  stores.requestDrafts.setState(({ stageNames }) => ({
    stageNames: { ...stageNames, [keyOf(designId, at)]: stageName },
  }))
  writeAll(stores, place, 'stage', at, stageName)
}

/** The stage that requests to an API go to, drawn again as it changes. */
export function useStageName(api: RestApi | HttpApi | undefined): string | undefined {
  const stores = useStores()
  useStore(stores.requestDrafts)
  return api && stageNameOf(stores, { api })
}

/** The draft of a method and its stage, drawn again as they change. */
export function useDraft(tested: TestedEntry): {
  readonly draft: RequestDraft
  readonly stageName: string | undefined
  readonly change: (part: Partial<RequestDraft>) => void
} {
  const stores = useStores()
  const kept = useStore(stores.requestDrafts)
  const designId = useDesign(({ id }) => id)
  const [draft, stageName] = useMemo(
    () => [draftOf(stores, tested), stageNameOf(stores, tested)] as const,
    // `kept` and the design's id are what the two are read from
    [stores, tested, kept, designId],
  )
  const change = (part: Partial<RequestDraft>) =>
    keepDraft(stores, tested, { ...draftOf(stores, tested), ...part })
  return { draft, stageName, change }
}
