import { useRun } from '../commands/runCommand.ts'

/** In a window with room for one of them, changes from the tree to the map and back. */
export function PaneButton({ to }: { readonly to: 'Map' | 'Tree' }) {
  const run = useRun()
  return (
    <button
      type="button"
      className="gw-btn gw-single-pane-only"
      title={`Show the ${to.toLowerCase()}`}
      onClick={() => run('view.canvas')}
    >
      {to}
    </button>
  )
}
