import { useShallow } from 'zustand/react/shallow'
import { updateRestApi } from '../../model/index.ts'
import type { Address, Design, RestApi } from '../../model/index.ts'
import { draftKey } from './fieldDrafts.ts'
import { useFieldDrafts, useStores } from './StoreContext.tsx'
import type { Stores } from './StoreContext.tsx'

/** The name of the draft of a policy. */
const policyLabel = 'Resource policy'

function policyAt(apiId: string): Address {
  return ['apis', apiId, 'policy']
}

/** The text of an API's policy that is not in its design, if there is one. It outlives the form, and the page. */
export function policyDraftOf(
  { fieldDrafts }: Stores,
  { id, policy = '' }: Pick<RestApi, 'id' | 'policy'>,
): string | undefined {
  const draft = fieldDrafts.getState().drafts[draftKey(policyAt(id), policyLabel)]
  return draft?.over === policy ? draft.texts[0] : undefined
}

/** Go back to the policy of the design. */
export function discardPolicyDraft({ fieldDrafts }: Stores, apiId: string): void {
  fieldDrafts.getState().drop(policyAt(apiId), policyLabel)
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
): void {
  const { edit, dismissRefusal } = stores.designStore.getState()
  const { put, drop } = stores.fieldDrafts.getState()
  const policy = text.trim() === '' ? undefined : text
  const result = edit(
    label,
    (design) => updateRestApi(design, { apiId, change: { policy } }),
    mergeKey,
  )
  const reason = result.ok ? undefined : result.problems[0]?.message
  // reported beside the text; any other refusal, as of a design that is only read here, is reported as everywhere
  if (!result.ok && result.problems[0]?.code === 'api/policy-not-json') dismissRefusal()
  const api = stores.designStore.getState().history.present.apis[apiId]
  const over = (api?.protocol === 'REST' ? api.policy : undefined) ?? ''
  if (text === over) drop(policyAt(apiId), policyLabel)
  else {
    // lint reads the text as it is typed
    const kept = { at: policyAt(apiId), label: policyLabel, texts: [text], over, isLinted: true }
    put({ ...kept, ...(reason !== undefined && { reason }) })
  }
}

/** The text to edit, drawn again as it changes, and whether the design has it. */
export function usePolicyText(api: RestApi): {
  readonly text: string
  readonly isInDesign: boolean
} {
  const stores = useStores()
  useFieldDrafts(({ drafts }) => drafts[draftKey(policyAt(api.id), policyLabel)])
  const draft = policyDraftOf(stores, api)
  const text = draft ?? api.policy ?? ''
  return { text, isInDesign: draft === undefined || draft.trim() === '' }
}

/** By drafts, which never change: the last APIs that were asked for, with the texts of their policies as they are typed. */
const asTyped = new WeakMap<object, { readonly of: Apis; readonly apis: Apis }>()

type Apis = Design['apis']

/** The APIs of a design, with texts of policies that it cannot hold in their places. The same where there are none. */
export function apisAsTyped(stores: Stores, design: Design): Apis {
  const { drafts } = stores.fieldDrafts.getState()
  const known = asTyped.get(drafts)
  if (known?.of === design.apis) return known.apis
  const typed = Object.entries(design.apis).flatMap(([id, api]) => {
    const policy = api.protocol === 'REST' ? policyDraftOf(stores, api) : undefined
    return policy === undefined ? [] : [[id, { ...api, policy }] as const]
  })
  const apis = typed.length === 0 ? design.apis : { ...design.apis, ...Object.fromEntries(typed) }
  asTyped.set(drafts, { of: design.apis, apis })
  return apis
}

/** The same, drawn again as it changes. */
export function useApisAsTyped(design: Design): Apis {
  const stores = useStores()
  useFieldDrafts(
    useShallow(({ drafts }) => Object.values(drafts).filter(({ isLinted }) => isLinted)),
  )
  return apisAsTyped(stores, design)
}
