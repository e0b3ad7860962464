import { apiIdOf } from '../../model/index.ts'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import type { Viewport } from '@xyflow/react'
import { Suspense, lazy, useRef } from 'react'
import type { ReactNode } from 'react'
import type { Api } from '../../model/index.ts'
import { useDesign, useView } from '../store/StoreContext.tsx'
import { CanvasHeader } from './CanvasHeader.tsx'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { FlowCanvas } from './flow/FlowCanvas.tsx'
import { buildFlow } from './flow/build.ts'
import { MapCanvas } from './map/MapCanvas.tsx'

const WebSocketPage = lazy(async () => ({
  default: (await import('./map/WebSocketPage.tsx')).WebSocketPage,
}))

interface MapProps {
  readonly apiId: string
  /** Where each map was left, by API. */
  readonly viewports: Map<string, Viewport>
}

const drawMap = ({ apiId, viewports }: MapProps) => (
  <MapCanvas apiId={apiId} viewports={viewports} />
)

/** How the map of an API is drawn. */
const maps = {
  REST: drawMap,
  HTTP: drawMap,
  WEBSOCKET: ({ apiId }) => (
    <Suspense fallback={null}>
      <WebSocketPage apiId={apiId} />
    </Suspense>
  ),
} satisfies { [P in Api['protocol']]: (props: MapProps) => ReactNode }

/** The center of the page: the map of the shown API, or the flow of the shown method or route. */
export function Canvas() {
  const level = useView((state) => state.level)
  const entryAt = useView((state) => state.entryAt)
  const wanted = useView((state) => state.apiId)
  const apiId = useDesign(({ apis }) =>
    wanted !== undefined && Object.hasOwn(apis, wanted) ? wanted : Object.keys(apis)[0],
  )
  const protocol = useDesign(({ apis }) =>
    apiId === undefined ? undefined : apis[apiId]?.protocol,
  )
  const isFlowThere = useDesign(
    (design) =>
      level === 'flow' &&
      entryAt !== undefined &&
      apiIdOf(entryAt) === apiId &&
      buildFlow(design, entryAt) !== undefined,
  )
  const viewports = useRef(new Map<string, Viewport>())
  if (apiId === undefined || protocol === undefined) return <EmptyCanvas />
  return (
    <div className="canvas">
      <CanvasHeader />
      {isFlowThere && entryAt ? (
        <FlowCanvas entryAt={entryAt} />
      ) : (
        maps[protocol]({ apiId, viewports: viewports.current })
      )}
    </div>
  )
}
