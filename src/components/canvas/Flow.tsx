import Button from '@cloudscape-design/components/button'
import { backendReference, isWithin, resourcePath, sameAddress } from '../../model/index.ts'
import type { Address, HttpMethod, Method, RestApi } from '../../model/index.ts'
import type { Simulation, Station, Step } from '../../simulator/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'

interface StationView {
  readonly station: Station
  readonly title: string
  readonly at: Address
  readonly lines: readonly string[]
}

/** One method as the console shows it: the request from left to right, the response back beneath. */
export function Flow({ api, methodAt }: { readonly api: RestApi; readonly methodAt: Address }) {
  const { viewStore } = useStores()
  const design = useDesign((present) => present)
  const resourceId = methodAt[3] ?? ''
  const method = api.resources[resourceId]?.methods[methodAt[5] as HttpMethod] // addresses name methods by their verbs
  const run = useView((state) => state.runs.find(({ id }) => id === state.shownRunId))
  const path = resourcePath(api, resourceId)
  const back = () => viewStore.getState().change({ level: 'map' })
  if (!method) {
    return (
      <div className="gw-canvas-empty">
        <p>This method is no longer there.</p>
        <Button onClick={back}>Back to the map</Button>
      </div>
    )
  }
  const simulation =
    run && sameAddress(run.methodAt, methodAt) && run.outcome.state === 'answered'
      ? run.outcome.simulation
      : undefined
  const stations = stationsOf(api, method, methodAt, design.backends)
  const request = [
    'client',
    'authorizer',
    'methodRequest',
    'integrationRequest',
    'backend',
  ] as const
  const response = ['methodResponse', 'integrationResponse'] as const
  const view = (station: Station) => {
    const found = stations.find((each) => each.station === station)
    return found && <StationBox key={station} view={found} simulation={simulation} />
  }
  return (
    <div
      className="gw-flow"
      data-scope="canvas"
      onKeyDown={(event) => {
        if (event.key === 'Escape') back()
      }}
    >
      <nav aria-label="Place" className="gw-breadcrumb">
        <Button variant="inline-link" onClick={back}>
          {api.name}
        </Button>
        <span aria-hidden="true">/</span>
        <h2>
          <span className="gw-verb" style={{ color: `var(--gw-verb-${method.httpMethod})` }}>
            {method.httpMethod}
          </span>{' '}
          {path}
        </h2>
        {simulation && (
          <span className={simulation.status < 400 ? 'gw-status-good' : 'gw-status-bad'}>
            Last answer: {simulation.status} after {Math.round(simulation.trace.tookMs)} ms
          </span>
        )}
      </nav>
      <div className="gw-lane" role="list" aria-label="Request">
        {request.map(view)}
      </div>
      <div className="gw-lane gw-lane-back" role="list" aria-label="Response">
        {response.map(view)}
      </div>
    </div>
  )
}

function StationBox({
  view,
  simulation,
}: {
  readonly view: StationView
  readonly simulation: Simulation | undefined
}) {
  const { viewStore } = useStores()
  const isSelected = useView(
    (state) =>
      state.reveal !== undefined && isWithin(state.reveal.at, view.at) && view.at.length > 6,
  )
  const steps = simulation?.trace.steps ?? []
  const own = steps.flatMap((step, i) => (step.station === view.station ? [{ step, i }] : []))
  const outcome = outcomeOf(
    own.map(({ step }) => step),
    simulation,
  )
  const failed = own.find(({ step }) => step.outcome === 'failed')
  const took = own.reduce((sum, { step }) => sum + step.tookMs, 0)
  return (
    <div
      role="listitem"
      className={`gw-station gw-station-${outcome} ${isSelected ? 'gw-selected' : ''}`}
    >
      <button
        type="button"
        onClick={() => {
          const { goTo, change } = viewStore.getState()
          goTo(view.at)
          const shown = failed ?? own.at(-1)
          if (shown) change({ shownStep: shown.i })
        }}
        onDoubleClick={() =>
          viewStore.getState().change({ workbenchTab: simulation ? 'trace' : 'template' })
        }
      >
        <span className="gw-station-title">{view.title}</span>
        {view.lines.map((line, i) => (
          <span key={i} className="gw-station-line">
            {line}
          </span>
        ))}
        {simulation && (
          <span className="gw-station-run">
            {outcome === 'passed'
              ? '✓ passed'
              : outcome === 'failed'
                ? '✕ failed here'
                : outcome === 'skipped'
                  ? '– nothing to do'
                  : '· not reached'}
            {own.length > 0 && ` · ${took < 1 ? '<1' : Math.round(took)} ms`}
          </span>
        )}
        {failed && <span className="gw-station-problem">{failed.step.problems[0]?.message}</span>}
      </button>
    </div>
  )
}

function outcomeOf(
  steps: readonly Step[],
  simulation: Simulation | undefined,
): 'idle' | 'passed' | 'failed' | 'skipped' | 'missed' {
  if (!simulation) return 'idle'
  if (steps.length === 0) return 'missed'
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'failed'
  return steps.every(({ outcome }) => outcome === 'skipped') ? 'skipped' : 'passed'
}

function stationsOf(
  api: RestApi,
  method: Method,
  at: Address,
  backends: Readonly<Record<string, { name: string; mode: string }>>,
): StationView[] {
  const { integration } = method
  const integrationAt = [...at, 'integration']
  const reference = integration && backendReference(integration)
  const backend =
    reference && Object.hasOwn(backends, reference.key) ? backends[reference.key] : undefined
  const validator =
    method.requestValidatorId === undefined
      ? undefined
      : api.requestValidators[method.requestValidatorId]
  const required = Object.entries(method.requestParameters).filter(([, isRequired]) => isRequired)
  const responses = Object.values(integration?.integrationResponses ?? {})
  const isProxy = integration?.type === 'HTTP_PROXY' || integration?.type === 'AWS_PROXY'
  return [
    { station: 'client', title: 'Client', at, lines: [`${method.httpMethod}`] },
    {
      station: 'authorizer',
      title: 'Authorizer',
      at: [...at, 'authorizationType'],
      lines: [
        `Auth: ${method.authorizationType}`,
        ...(method.apiKeyRequired ? ['API key required'] : []),
      ],
    },
    {
      station: 'methodRequest',
      title: 'Method request',
      at: [...at, 'requestParameters'],
      lines: [
        validator ? validator.name : 'No validation',
        ...(required.length > 0
          ? [`Required: ${required.map(([name]) => name.split('.').slice(3).join('.')).join(', ')}`]
          : []),
        ...Object.entries(method.requestModels).map(([type, model]) => `${type}: ${model}`),
      ],
    },
    {
      station: 'integrationRequest',
      title: 'Integration request',
      at: integrationAt,
      lines: integration
        ? [
            `Type: ${integration.type}`,
            ...(Object.keys(integration.requestTemplates).length > 0
              ? [`Templates: ${Object.keys(integration.requestTemplates).join(', ')}`]
              : []),
            ...(Object.keys(integration.requestParameters).length > 0
              ? [`${Object.keys(integration.requestParameters).length} parameter mappings`]
              : []),
          ]
        : ['No integration yet: choose its type in the inspector'],
    },
    {
      station: 'backend',
      title: integration?.type === 'MOCK' ? 'Mock' : 'Backend',
      at: reference ? ['backends', reference.key] : integrationAt,
      lines:
        integration?.type === 'MOCK'
          ? ['Answers without a backend']
          : [reference?.name ?? 'none', backend?.mode === 'live' ? 'live' : 'canned answer'],
    },
    {
      station: 'integrationResponse',
      title: 'Integration response',
      at: [...integrationAt, 'integrationResponses'],
      lines: isProxy
        ? ['Proxy: passed through']
        : responses.map(
            ({ statusCode, selectionPattern }) =>
              `${selectionPattern === undefined || selectionPattern === '' ? 'default' : selectionPattern} → ${statusCode}`,
          ),
    },
    {
      station: 'methodResponse',
      title: 'Method response',
      at: [...at, 'methodResponses'],
      lines: Object.values(method.methodResponses).map(
        ({ statusCode, responseModels }) =>
          `${statusCode} ${Object.values(responseModels).join(', ')}`,
      ),
    },
  ]
}
