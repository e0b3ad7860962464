import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Toggle from '@cloudscape-design/components/toggle'
import { Suspense, lazy, useState } from 'react'
import { exporters, formatAddress, openedFrom } from '../../model/index.ts'
import type { ExportFormat, Exporter, ExporterId, Extensions, Problem } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { ChangeView } from './ChangeView.tsx'
import { changeCounts } from './changeCounts.ts'
import { downloadText } from './download.ts'
import { writtenDesign } from '../files/writtenDesign.ts'
import { inTransferWorker } from '../files/transfer.ts'
import { useClearedNotices } from './useClearedNotices.ts'
import { useNoticeable } from './useNoticeable.ts'
import { plainReason } from '../ui/plainReason.ts'
import './transfer.css'

const ids = Object.keys(exporters) as ExporterId[] // the registry's own keys

const DocumentView = lazy(async () => ({
  default: (await import('./DocumentView.tsx')).DocumentView,
}))

const extensionLabels: readonly (readonly [word: Extensions, label: string])[] = [
  ['apigateway', 'API Gateway'],
  ['authorizers', 'Authorizers'],
  ['documentation', 'Documentation'],
]

/** Problems that are listed; the rest is counted. */
const mostListed = 200

/** Write an API in a format: preview, copy, download, and what could not be represented. */
export function ExportDialog() {
  const stores = useStores()
  useClearedNotices()
  const queries = useQueryClient()
  const design = useDesign((present) => present)
  const shown = useView((state) => state.apiId)
  const apis = Object.values(design.apis)
  const [chosenId, setChosenId] = useState<string>()
  const api =
    apis.find(({ id }) => id === chosenId) ?? apis.find(({ id }) => id === shown) ?? apis[0]
  const apiId = api?.id ?? ''
  const [chosenExporter, setExporterId] = useState<ExporterId>()
  // what was opened is most often written back
  const opened = api && openedFrom(design, api)
  const exporterId = chosenExporter ?? opened?.kind ?? 'openapi-3.0'
  const exporter: Exporter = exporters[exporterId]
  const [chosenFormat, setWanted] = useState<ExportFormat>()
  const wanted = chosenFormat ?? (exporterId === opened?.kind ? opened.format : undefined)
  const format =
    (wanted && exporter.formats.includes(wanted) ? wanted : exporter.formats[0]) ?? 'json'
  const [view, setView] = useState<'document' | 'changes'>('document')
  const [extensions, setExtensions] = useState<readonly Extensions[]>([
    'apigateway',
    'authorizers',
    'documentation',
  ])
  const [switches, setSwitches] = useState<Readonly<Record<string, boolean>>>({})
  const queryKey = ['export', design, exporterId, apiId, format, extensions.join(), switches]
  const {
    data: result,
    isFetching,
    refetch,
  } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const text = await writtenDesign(design)
      return inTransferWorker(
        (transfer) => transfer.write(text, exporterId, apiId, { format, extensions, switches }),
        signal,
        'Writing',
      )
    },
    enabled: api !== undefined,
    gcTime: 0,
    retry: false,
  })
  const isSlow = useNoticeable(isFetching)
  const { file, changes } = (result?.ok ? result.value : undefined) ?? {}
  const problems = (result?.problems ?? []).filter(({ severity }) => severity !== 'info')
  const close = () => stores.viewStore.getState().change({ dialog: undefined })
  const copy = async () => {
    const { notify } = stores.viewStore.getState()
    try {
      await navigator.clipboard.writeText(file?.text ?? '')
      notify({ type: 'success', text: 'Copied.' })
    } catch (error) {
      const reason = plainReason(error)
      notify({ type: 'error', text: `The browser did not allow copying: ${reason}.` })
    }
  }
  const goTo = (problem: Problem) => {
    close()
    stores.viewStore.getState().goTo(problem.at)
  }
  return (
    <Modal
      visible
      size="max"
      onDismiss={close}
      closeAriaLabel="Close"
      header="Export"
      footer={
        <div className="gw-dialog-footer">
          <div aria-live="polite" className="gw-row">
            {isSlow ? (
              <>
                <StatusIndicator type="loading">Writing {exporter.label} …</StatusIndicator>
                <Button
                  variant="inline-link"
                  onClick={() => void queries.cancelQueries({ queryKey })}
                >
                  Cancel writing
                </Button>
              </>
            ) : (
              file && (
                <Box color="text-body-secondary">
                  {file.name}, {sizeOf(file.text.length)}
                </Box>
              )
            )}
          </div>
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={close}>
              Close
            </Button>
            <Button iconName="copy" disabled={!file} onClick={() => void copy()}>
              Copy
            </Button>
            <Button
              variant="primary"
              iconName="download"
              disabled={!file}
              onClick={() => file && downloadText(file.name, file.mediaType, file.text)}
            >
              Download
            </Button>
          </SpaceBetween>
        </div>
      }
    >
      <SpaceBetween size="s">
        <div className="gw-row gw-wrap">
          {apis.length > 1 && (
            <FormField label="API">
              <Select
                selectedOption={{ value: apiId, label: api?.name ?? '' }}
                options={apis.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={({ detail }) => setChosenId(detail.selectedOption.value)}
              />
            </FormField>
          )}
          <FormField label="Format">
            <div className="gw-export-format">
              <Select
                selectedOption={{ value: exporterId, label: exporter.label }}
                options={ids.map((id) => ({ value: id, label: exporters[id].label }))}
                expandToViewport
                onChange={({ detail }) =>
                  setExporterId(
                    ids.find((id) => id === detail.selectedOption.value) ?? 'openapi-3.0',
                  )
                }
              />
            </div>
          </FormField>
          {exporter.formats.length > 1 && (
            <FormField label={<span id="export-written-as">Written as</span>}>
              <SegmentedControl
                ariaLabelledby="export-written-as"
                selectedId={format}
                options={exporter.formats.map((id) => ({ id, text: id.toUpperCase() }))}
                onChange={({ detail }) => setWanted(detail.selectedId === 'yaml' ? 'yaml' : 'json')}
              />
            </FormField>
          )}
          {exporter.hasExtensions && (
            <fieldset className="gw-extensions">
              <legend>Extensions</legend>
              <div className="gw-extension-list">
                {extensionLabels.map(([word, label]) => {
                  // the service's own option for integrations and settings has the authorizers in it
                  const isImplied = word === 'authorizers' && extensions.includes('apigateway')
                  return (
                    <Checkbox
                      key={word}
                      checked={isImplied || extensions.includes(word)}
                      disabled={isImplied}
                      onChange={({ detail }) =>
                        setExtensions(
                          extensionLabels
                            .map(([each]) => each)
                            .filter((each) =>
                              each === word ? detail.checked : extensions.includes(each),
                            ),
                        )
                      }
                    >
                      {label}
                    </Checkbox>
                  )
                })}
              </div>
            </fieldset>
          )}
        </div>
        <Box color="text-body-secondary">{exporter.description}</Box>
        {(exporter.switches ?? []).map(({ id, label, description, byDefault }) => (
          <Toggle
            key={id}
            checked={switches[id] ?? byDefault}
            description={description}
            onChange={({ detail }) => setSwitches({ ...switches, [id]: detail.checked })}
          >
            {label}
          </Toggle>
        ))}
        {!api && (
          <Alert type="info">The design has no API yet. Add one, and it can be exported.</Alert>
        )}
        {result && !result.ok && (
          <Alert type="error" header="Nothing was written">
            {result.problems[0]?.message}
          </Alert>
        )}
        {result?.ok && problems.length > 0 && (
          <ProblemList problems={problems} label={exporter.label} goTo={goTo} />
        )}
        {changes && (
          <div className="gw-row">
            <SegmentedControl
              label="Show"
              selectedId={view}
              options={[
                { id: 'document', text: 'Document' },
                { id: 'changes', text: 'What will change' },
              ]}
              onChange={({ detail }) =>
                setView(detail.selectedId === 'changes' ? 'changes' : 'document')
              }
            />
            <Box color="text-body-secondary">{changeCounts(changes)}</Box>
          </div>
        )}
        <div
          className="gw-preview"
          role="region"
          aria-label={
            view === 'changes' && changes ? 'What will change' : 'Preview of the document'
          }
          aria-busy={isFetching}
        >
          {view === 'changes' && changes ? (
            <ChangeView changes={changes} />
          ) : file === undefined ? (
            <div className="gw-preview-empty">
              {isFetching
                ? 'Writing …'
                : api &&
                  !result && (
                    <SpaceBetween size="s" alignItems="center">
                      <Box>Writing was cancelled.</Box>
                      <Button onClick={() => void refetch()}>Write again</Button>
                    </SpaceBetween>
                  )}
            </div>
          ) : (
            <Suspense fallback={<pre tabIndex={0}>{preview(file.text, 20_000)}</pre>}>
              <DocumentView
                text={preview(file.text, 2_000_000)}
                label={`Preview of ${file.name}`}
              />
            </Suspense>
          )}
        </div>
      </SpaceBetween>
    </Modal>
  )
}

/** What the document does not say, each with the way to its place. */
function ProblemList({
  problems,
  label,
  goTo,
}: {
  readonly problems: readonly Problem[]
  readonly label: string
  readonly goTo: (problem: Problem) => void
}) {
  const count = problems.length
  return (
    <Alert
      type="warning"
      header={`${count === 1 ? '1 part' : `${count} parts`} of the design cannot be written as ${label}`}
    >
      <ExpandableSection headerText="Details" defaultExpanded={count <= 4}>
        <ul className="gw-list gw-losses">
          {problems.slice(0, mostListed).map((problem, i) => (
            <li key={i}>
              {problem.message}{' '}
              <Button
                variant="inline-link"
                ariaLabel={`Show ${formatAddress(problem.at)}`}
                onClick={() => goTo(problem)}
              >
                Show
              </Button>
            </li>
          ))}
          {count > mostListed && <li>And {count - mostListed} more.</li>}
        </ul>
      </ExpandableSection>
    </Alert>
  )
}

function sizeOf(characters: number): string {
  return characters < 100_000
    ? `${Math.max(1, Math.round(characters / 1024))} KB`
    : `${(characters / 1024 / 1024).toFixed(1)} MB`
}

/** The text, or its beginning where it is long: the copy and the download have all of it. */
function preview(text: string, most: number): string {
  return text.length > most
    ? `${text.slice(0, most)}\n… ${text.length - most} more characters in the download`
    : text
}
