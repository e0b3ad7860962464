import { ReactFlow, useNodesState } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import { createRoot } from 'react-dom/client'

// As many nodes as the map has resources and backends, with as many edges, and nothing else.
const count = 301
const first = Array.from({ length: count }, (_, i) => ({
  id: String(i),
  position: { x: (i % 5) * 300, y: Math.floor(i / 5) * 190 },
  data: { label: `node ${i}` },
}))
const edges = first.slice(1).map(({ id }) => ({ id: `edge ${id}`, source: '0', target: id }))

function Bare() {
  const [nodes, , onNodesChange] = useNodesState(first)
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      onNodesChange={onNodesChange}
      onlyRenderVisibleElements
      fitView
      minZoom={0.05}
    />
  )
}

const root = document.getElementById('root')
if (root) createRoot(root).render(<Bare />)
