import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Modal from '@cloudscape-design/components/modal'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useMemo, useState } from 'react'
import { addConvertedApi, convertApi, countingIds, featureUses } from '../../model/index.ts'
import type { Address, Api, Problem } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { CostEstimate } from './CostEstimate.tsx'
import './compare.css'

type Compared = Extract<Api, { protocol: 'REST' | 'HTTP' }>

/** Losses that are listed; the rest is counted. */
const mostListed = 200

/** REST or HTTP: what each kind has of what the open API uses, what a month costs, and the way to the other kind. */
export function CompareDialog() {
  const { viewStore } = useStores()
  const shown = useView((state) => state.apiId)
  const api = useDesign(({ apis }) => {
    const all = Object.values(apis).filter(
      (each): each is Compared => each.protocol !== 'WEBSOCKET',
    )
    return all.find(({ id }) => id === shown) ?? all[0]
  })
  const close = () => viewStore.getState().change({ dialog: undefined })
  return (
    <Modal
      visible
      size="large"
      onDismiss={close}
      closeAriaLabel="Close"
      header={api ? `REST or HTTP: ${api.name}` : 'REST or HTTP'}
      footer={
        <Box float="right">
          <Button variant="link" onClick={close}>
            Close
          </Button>
        </Box>
      }
    >
      {api ? (
        <SpaceBetween size="l">
          <Features api={api} />
          <section aria-labelledby="compare-cost">
            <h3 id="compare-cost">Cost</h3>
            <CostEstimate api={api} />
          </section>
          <ConversionView api={api} />
        </SpaceBetween>
      ) : (
        <p>The design has no REST API and no HTTP API yet.</p>
      )}
    </Modal>
  )
}

const supportWords = { yes: 'Yes', partly: 'Partly', no: 'No' } as const

/** The features in which the kinds differ, and where the API uses them. */
function Features({ api }: { readonly api: Compared }) {
  const design = useDesign((present) => present)
  const [isUsedOnly, setUsedOnly] = useState(true)
  const all = useMemo(() => featureUses(design, api), [design, api])
  const listed = all.filter(({ uses }) => !isUsedOnly || uses.length > 0)
  return (
    <section aria-labelledby="compare-features">
      <div className="gw-compare-heading">
        <h3 id="compare-features">Features</h3>
        <Toggle checked={isUsedOnly} onChange={({ detail }) => setUsedOnly(detail.checked)}>
          Only what this API uses
        </Toggle>
      </div>
      {listed.length === 0 ? (
        <p>This API uses no feature that only one kind of API has.</p>
      ) : (
        <table className="gw-compare-table">
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col">REST API</th>
              <th scope="col">HTTP API</th>
              <th scope="col">Used here</th>
            </tr>
          </thead>
          <tbody>
            {listed.map((feature) => (
              <tr key={feature.name}>
                <th scope="row">
                  {feature.title}
                  {feature.note !== undefined && <small>{feature.note}</small>}
                </th>
                <td data-support={feature.REST}>{supportWords[feature.REST]}</td>
                <td data-support={feature.HTTP}>{supportWords[feature.HTTP]}</td>
                <td>
                  <Uses title={feature.title} uses={feature.uses} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Uses({ title, uses }: { readonly title: string; readonly uses: readonly Address[] }) {
  const [first] = uses
  if (!first) return 'No'
  const count = uses.length === 1 ? 'Once' : `${uses.length} times`
  return (
    <ShowButton at={first} label={`Show where ${title} is used`}>
      {count}
    </ShowButton>
  )
}

function ShowButton({
  at,
  label,
  children,
}: {
  readonly at: Address
  readonly label: string
  readonly children: string
}) {
  const { viewStore } = useStores()
  return (
    <button
      type="button"
      className="gw-link"
      aria-label={`${label}: ${children}`}
      onClick={() => {
        viewStore.getState().change({ dialog: undefined })
        viewStore.getState().goTo(at)
      }}
    >
      {children}
    </button>
  )
}

/** What the API loses as the other kind, and the two ways to convert it. */
function ConversionView({ api }: { readonly api: Compared }) {
  const design = useDesign((present) => present)
  const { designStore, viewStore } = useStores()
  const protocol = api.protocol === 'REST' ? 'HTTP' : 'REST'
  const losses = useMemo(
    () =>
      convertApi(design, { apiId: api.id, protocol, nextId: countingIds('converted') }).problems,
    [design, api.id, protocol],
  )
  const convert = (isCopy: boolean) => {
    const { nextId, edit } = designStore.getState()
    const newApiId = isCopy ? nextId() : api.id
    const request = { apiId: api.id, protocol, nextId } as const
    const result = edit(`Convert ${api.name} to ${protocol}`, (present) =>
      isCopy ? addConvertedApi(present, { ...request, newApiId }) : convertApi(present, request),
    )
    if (!result.ok) {
      const text = result.problems.map(({ message }) => message).join(' ')
      viewStore.getState().notify({ type: 'error', text })
      return
    }
    viewStore.getState().change({ dialog: undefined, level: 'map' })
    viewStore.getState().select(['apis', newApiId])
    viewStore.getState().notify({
      type: 'success',
      text: isCopy
        ? `The ${protocol} API is added beside ${api.name}. Its routes use the same backends.`
        : `${api.name} is now ${protocol === 'HTTP' ? 'an HTTP' : 'a REST'} API. Undo brings it back.`,
    })
  }
  return (
    <section aria-labelledby="compare-conversion">
      <h3 id="compare-conversion">Conversion to {protocol}</h3>
      <Losses losses={losses} protocol={protocol} />
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" onClick={() => convert(true)}>
          Add as {protocol} API
        </Button>
        <Button onClick={() => convert(false)}>Convert this API</Button>
      </SpaceBetween>
    </section>
  )
}

function Losses({
  losses,
  protocol,
}: {
  readonly losses: readonly Problem[]
  readonly protocol: string
}) {
  if (losses.length === 0) return <p>Nothing is lost as {protocol} API.</p>
  return (
    <>
      <p>
        {losses.length === 1 ? 'One part is' : `${losses.length} parts are`} lost or changed as{' '}
        {protocol} API:
      </p>
      <ul className="gw-compare-losses">
        {losses.slice(0, mostListed).map(({ message, at, code }) => (
          <li key={`${code} ${at.join('/')} ${message}`}>
            {message}{' '}
            <ShowButton at={at} label={message}>
              Show
            </ShowButton>
          </li>
        ))}
      </ul>
      {losses.length > mostListed && <p>And {losses.length - mostListed} more.</p>}
    </>
  )
}
