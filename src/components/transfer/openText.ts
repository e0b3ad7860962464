import type { Design, Imported, Result } from '../../model/index.ts'
import { addApi, fail, ok } from '../../model/index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { inTransferWorker, sizeRefusal } from './transfer.ts'

/** Read a text as a design or an API document. The open design is not touched. */
export function readInWorker(
  text: string,
  basepath: 'ignore' | 'prepend' | 'split' = 'ignore',
  signal?: AbortSignal,
): Promise<Result<Imported>> {
  const refusal = sizeRefusal(text.length)
  if (refusal !== undefined) return Promise.resolve(fail('document/too-large', refusal))
  return inTransferWorker((transfer) => transfer.open(text, basepath), signal)
}

/** Show a design in the designer. */
export function showDesign({ designStore, viewStore }: Stores, imported: Imported): void {
  const { design } = imported
  designStore.getState().setReadOnly(false)
  designStore.getState().open(design)
  const [apiId] = Object.keys(design.apis)
  viewStore.getState().change({
    screen: 'designer',
    apiId,
    selection: apiId === undefined ? [] : ['apis', apiId],
    alsoSelected: [],
    level: 'map',
    methodAt: undefined,
    templateAt: undefined,
    runs: [],
    shownRunId: undefined,
    importProblems: imported.problems,
    dialog: undefined,
  })
}

/** Add the APIs of what was read to the open design, with their usage plans and keys, as one step that can be undone. */
export function addToDesign(stores: Stores, imported: Imported): Result<unknown> {
  const { designStore, viewStore } = stores
  const { apis, access, templates } = imported.design
  const [first, ...others] = Object.values(apis)
  if (!first) return fail('document/no-api', 'The document holds no API.')
  const label = others.length === 0 ? `Import ${first.name}` : `Import ${others.length + 1} APIs`
  const result = designStore.getState().edit(label, (design) => {
    const added = [first, ...others].reduce<Result<Design>>(
      (before, api) => (before.ok ? addApi(before.value, { api }) : before),
      ok(design),
    )
    if (!added.ok) return added
    return ok({
      ...added.value,
      access: withAccess(design.access, access),
      ...(templates && { templates: { ...design.templates, ...templates } }),
    })
  })
  if (result.ok) {
    viewStore.getState().change({
      dialog: undefined,
      apiId: first.id,
      level: 'map',
      importProblems: imported.problems,
    })
    viewStore.getState().select(['apis', first.id])
  }
  return result
}

/** Usage plans, keys and links of both; ids are made anew at each import, so none is taken twice. */
function withAccess(own: Design['access'], added: Design['access']): Design['access'] {
  return {
    ...own,
    usagePlans: { ...own.usagePlans, ...added.usagePlans },
    apiKeys: { ...own.apiKeys, ...added.apiKeys },
    vpcLinks: { ...own.vpcLinks, ...added.vpcLinks },
    domainNames: { ...own.domainNames, ...added.domainNames },
    clientCertificates: { ...own.clientCertificates, ...added.clientCertificates },
  }
}

/** What was read, in a sentence for the user. */
export function problemsSentence(imported: Imported): string {
  const worse = imported.problems.filter(({ severity }) => severity !== 'info').length
  const [api] = Object.values(imported.design.apis)
  const name = api?.name ?? imported.design.name
  if (worse === 0) return `${name} is open.`
  return `${name} is open. ${worse === 1 ? '1 thing' : `${worse} things`} could not be taken over as it stands: see Problems.`
}
