import '@xyflow/react/dist/base.css'
import './canvas.css'
import type { Viewport } from '@xyflow/react'
import { useRef } from 'react'
import { useDesign, useView } from '../store/StoreContext.tsx'
import { CanvasHeader } from './CanvasHeader.tsx'
import { EmptyCanvas, UndrawnApi } from './EmptyCanvas.tsx'
import { FlowCanvas } from './FlowCanvas.tsx'
import { MapCanvas } from './MapCanvas.tsx'

/** The centre of the page: the map of the shown API, or the flow of the shown method. */
export function Canvas() {
  const level = useView((state) => state.level)
  const methodAt = useView((state) => state.entryAt)
  const wanted = useView((state) => state.apiId)
  const apiId = useDesign(({ apis }) =>
    wanted !== undefined && Object.hasOwn(apis, wanted) ? wanted : Object.keys(apis)[0],
  )
  const isRest = useDesign(({ apis }) => apiId !== undefined && apis[apiId]?.protocol === 'REST')
  const hasMethod = useDesign(({ apis }) => {
    const api = methodAt?.[1] === undefined ? undefined : apis[methodAt[1]]
    const resource = api?.protocol === 'REST' ? api.resources[methodAt?.[3] ?? ''] : undefined
    return Object.keys(resource?.methods ?? {}).includes(methodAt?.[5] ?? '')
  })
  const viewports = useRef(new Map<string, Viewport>())
  if (apiId === undefined) return <EmptyCanvas />
  const isFlow = level === 'flow' && methodAt !== undefined && methodAt[1] === apiId && hasMethod
  return (
    <div className="canvas">
      <CanvasHeader />
      {!isRest ? (
        <UndrawnApi apiId={apiId} />
      ) : isFlow ? (
        <FlowCanvas methodAt={methodAt} />
      ) : (
        <MapCanvas apiId={apiId} viewports={viewports.current} />
      )}
    </div>
  )
}
