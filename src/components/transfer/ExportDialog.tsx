import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy, useState } from 'react'
import { exporters, formatAddress } from '../../model/index.ts'
import type { ExportFormat, Exporter, ExporterId } from '../../model/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { downloadText } from './download.ts'
import { inTransferWorker } from './transfer.ts'

const ids = Object.keys(exporters) as ExporterId[] // the registry's own keys

const DocumentView = lazy(async () => ({
  default: (await import('./DocumentView.tsx')).DocumentView,
}))

/** Write the shown API in a format: preview, copy, download, and what could not be represented. */
export function ExportDialog() {
  const stores = useStores()
  const design = useDesign((present) => present)
  const shown = useView((state) => state.apiId)
  const apiId = shown ?? Object.keys(design.apis)[0] ?? ''
  const [exporterId, setExporterId] = useState<ExporterId>('openapi-3.0')
  const exporter: Exporter = exporters[exporterId]
  const [wanted, setWanted] = useState<ExportFormat>()
  const format =
    (wanted && exporter.formats.includes(wanted) ? wanted : exporter.formats[0]) ?? 'json'
  const [extensions, setExtensions] = useState<'all' | 'none'>('all')
  const [switches, setSwitches] = useState<Readonly<Record<string, boolean>>>({})
  const { data: result } = useQuery({
    queryKey: ['export', design, exporterId, apiId, format, extensions, switches],
    queryFn: () =>
      inTransferWorker((transfer) =>
        transfer.write(design, exporterId, apiId, {
          format,
          switches,
          ...(extensions === 'none' && { extensions: [] }),
        }),
      ),
    gcTime: 0,
  })
  const file = result?.ok ? result.value[0] : undefined
  const problems = (result?.problems ?? []).filter(({ severity }) => severity !== 'info')
  const close = () => stores.viewStore.getState().change({ dialog: undefined })
  const copy = async () => {
    await navigator.clipboard.writeText(file?.text ?? '')
    stores.viewStore.getState().notify({ type: 'success', text: 'Copied.' })
  }
  return (
    <Modal
      visible
      size="max"
      onDismiss={close}
      closeAriaLabel="Close"
      header="Export"
      footer={
        <Box float="right">
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
        </Box>
      }
    >
      <SpaceBetween size="m">
        <div className="gw-row gw-wrap">
          <FormField label="Format" description={exporter.description}>
            <Select
              selectedOption={{ value: exporterId, label: exporter.label }}
              options={ids.map((id) => ({ value: id, label: exporters[id].label }))}
              onChange={({ detail }) =>
                setExporterId(ids.find((id) => id === detail.selectedOption.value) ?? 'openapi-3.0')
              }
            />
          </FormField>
          {exporter.formats.length > 1 && (
            <FormField label="Written as">
              <SegmentedControl
                label="Written as"
                selectedId={format}
                options={exporter.formats.map((id) => ({ id, text: id.toUpperCase() }))}
                onChange={({ detail }) => setWanted(detail.selectedId === 'yaml' ? 'yaml' : 'json')}
              />
            </FormField>
          )}
          {exporter.hasExtensions && (
            <FormField label="Extensions">
              <SegmentedControl
                label="Extensions"
                selectedId={extensions}
                options={[
                  { id: 'all', text: 'With API Gateway extensions' },
                  { id: 'none', text: 'None' },
                ]}
                onChange={({ detail }) =>
                  setExtensions(detail.selectedId === 'none' ? 'none' : 'all')
                }
              />
            </FormField>
          )}
        </div>
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
        {result && !result.ok && <Alert type="error">{result.problems[0]?.message}</Alert>}
        {result?.ok && problems.length > 0 && (
          <Alert
            type="warning"
            header={`${problems.length} ${problems.length === 1 ? 'thing' : 'things'} to look at`}
          >
            <ul className="gw-list">
              {problems.slice(0, 8).map((problem, i) => (
                <li key={i}>
                  <Button
                    variant="inline-link"
                    ariaLabel={`Show ${formatAddress(problem.at)}`}
                    onClick={() => {
                      close()
                      stores.viewStore.getState().goTo(problem.at)
                    }}
                  >
                    Show
                  </Button>{' '}
                  {problem.message}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <div className="gw-preview" role="region" aria-label="Preview of the document">
          {file === undefined ? (
            <pre tabIndex={0}>{result === undefined ? 'Writing …' : ''}</pre>
          ) : (
            <Suspense fallback={<pre tabIndex={0}>{preview(file.text)}</pre>}>
              <DocumentView text={preview(file.text)} label={`Preview of ${file.name}`} />
            </Suspense>
          )}
        </div>
      </SpaceBetween>
    </Modal>
  )
}

/** The text, or its beginning where it is long: the copy and the download have all of it. */
function preview(text: string): string {
  return text.length > 2_000_000
    ? `${text.slice(0, 2_000_000)}\n… ${text.length - 2_000_000} more characters in the download`
    : text
}
