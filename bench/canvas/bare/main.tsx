import { ReactFlow, useNodesState } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { createRoot } from 'react-dom/client'

// As many nodes as the map has resources and backends, with as many edges, and nothing else.
const resources = 400
const backends = 12
const edgesPerResource = 3
const first = [
  ...Array.from({ length: resources }, (_, i) => ({
    id: String(i),
    position: { x: 40, y: 20 + i * 180 },
    data: { label: `node ${i}` },
  })),
  ...Array.from({ length: backends }, (_, i) => ({
    id: `backend ${i}`,
    position: { x: 700, y: 20 + (i * resources * 180) / backends },
    data: { label: `backend ${i}` },
  })),
]
const edges = Array.from({ length: resources * edgesPerResource }, (_, i) => ({
  id: `edge ${i}`,
  source: String(i % resources),
  target: `backend ${i % backends}`,
}))

function Bare() {
  const [nodes, , onNodesChange] = useNodesState(first)
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onlyRenderVisibleElements
      panOnScroll
      minZoom={0.05}
    />
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Bare />)
