import { createStore, useStore } from 'zustand'
import type { StoreApi } from 'zustand'
import { updateRestApi } from '../../../model/index.ts'
import type { Design, RestApi } from '../../../model/index.ts'
import { useStores } from '../../store/StoreContext.tsx'
import type { Stores } from '../../store/StoreContext.tsx'
import { sessionPlace } from '../../test-console/drafts.ts'
import type { DraftPlace } from '../../test-console/drafts.ts'

/** A text that the design cannot hold: like the service, it takes only a policy that keeps IAM's grammar. */
export interface PolicyDraft {
  readonly text: string
  /** The policy of the design that it was typed over: it goes when that changes, by Undo or from elsewhere. */
  readonly over: string
}

type DraftStore = StoreApi<Readonly<Record<string, PolicyDraft | undefined>>>

const draftStores = new WeakMap<Stores, DraftStore>()

function draftStoreOf(stores: Stores): DraftStore {
  const known = draftStores.get(stores)
  if (known) return known
  const fresh: DraftStore = createStore(() => ({}))
  draftStores.set(stores, fresh)
  return fresh
}

function nameOf({ designStore }: Stores, apiId: string): string {
  return `gatewright:policy:${JSON.stringify([designStore.getState().history.present.id, apiId])}`
}

/** The text of an API's policy that is not in its design, if there is one. It outlives the form, and a reload. */
export function policyDraftOf(
  stores: Stores,
  { id, policy = '' }: Pick<RestApi, 'id' | 'policy'>,
  place: DraftPlace = sessionPlace(),
): string | undefined {
  const name = nameOf(stores, id)
  const drafts = draftStoreOf(stores).getState()
  const draft = Object.hasOwn(drafts, name) ? drafts[name] : readDraft(place.read(name))
  return draft?.over === policy ? draft.text : undefined
}

function readDraft(text: string | undefined): PolicyDraft | undefined {
  if (text === undefined || text === '') return undefined
  try {
    const { text: typed, over } = JSON.parse(text) as Partial<Record<string, unknown>> // written by keepDraft
    return typeof typed === 'string' && typeof over === 'string' ? { text: typed, over } : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Put a text into the policy of an API. What the design refuses is kept beside it, to the letter.
 * `mergeKey` puts edits of one typing into one step of Undo.
 */
export function writePolicy(
  stores: Stores,
  apiId: string,
  text: string,
  { label, mergeKey }: { readonly label: string; readonly mergeKey?: string },
  place: DraftPlace = sessionPlace(),
): void {
  const { edit, dismissRefusal } = stores.designStore.getState()
  const policy = text.trim() === '' ? undefined : text
  const result = edit(
    label,
    (design) => updateRestApi(design, { apiId, change: { policy } }),
    mergeKey,
  )
  // told beside the text; any other refusal, as of a design that is only read here, is told as everywhere
  if (!result.ok && result.problems[0]?.code === 'api/policy-not-json') dismissRefusal()
  const api = stores.designStore.getState().history.present.apis[apiId]
  const over = (api?.protocol === 'REST' ? api.policy : undefined) ?? ''
  const draft = text === over ? undefined : { text, over }
  const name = nameOf(stores, apiId)
  draftStoreOf(stores).setState({ [name]: draft })
  place.write(name, draft ? JSON.stringify(draft) : '')
}

/** The text to edit, drawn again as it changes, and whether the design has it. */
export function usePolicyText(api: RestApi): {
  readonly text: string
  readonly isInDesign: boolean
} {
  const stores = useStores()
  useStore(draftStoreOf(stores))
  const draft = policyDraftOf(stores, api)
  const text = draft ?? api.policy ?? ''
  return { text, isInDesign: draft === undefined || draft.trim() === '' }
}

/** The last APIs that were asked for, with the texts of their policies as they are typed. */
const asTyped = new WeakMap<
  Stores,
  { readonly of: Apis; readonly drafts: unknown; readonly apis: Apis }
>()

type Apis = Design['apis']

/** The APIs of a design, with texts of policies that it cannot hold in their places. The same where there are none. */
export function apisAsTyped(stores: Stores, design: Design, place?: DraftPlace): Apis {
  const drafts = draftStoreOf(stores).getState()
  const known = asTyped.get(stores)
  if (known?.of === design.apis && known.drafts === drafts) return known.apis
  const typed = Object.entries(design.apis).flatMap(([id, api]) => {
    const policy = api.protocol === 'REST' ? policyDraftOf(stores, api, place) : undefined
    return policy === undefined ? [] : [[id, { ...api, policy }] as const]
  })
  const apis = typed.length === 0 ? design.apis : { ...design.apis, ...Object.fromEntries(typed) }
  asTyped.set(stores, { of: design.apis, drafts, apis })
  return apis
}

/** The same, drawn again as it changes. */
export function useApisAsTyped(design: Design): Apis {
  const stores = useStores()
  useStore(draftStoreOf(stores))
  return apisAsTyped(stores, design)
}
