import { useStore } from '@xyflow/react'
import { useView } from '../store/StoreContext.tsx'
import { CommandButton } from './CommandButton.tsx'
import { Icon } from './icons.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'

/** Zoom, fit, tidy, minimap, search: for the pointer what the keys + − 0 1 T M are for the keyboard. */
export function ZoomBar({ hasMap }: { readonly hasMap: boolean }) {
  const percent = useStore((state) => Math.round(state.transform[2] * 100))
  const minimap = useView(({ canvas }) => canvas.minimap)
  const isSearching = useView(({ canvas }) => canvas.search !== undefined)
  return (
    <Toolbar label="View" className="canvas-zoom-bar">
      <CommandButton id="canvas.zoom-out" isFirst>
        <Icon name="zoomOut" />
      </CommandButton>
      <CommandButton id="canvas.zoom-100" name={`Zoom ${percent} %: set to 100 %`}>
        <span className="canvas-zoom-percent">{percent} %</span>
      </CommandButton>
      <CommandButton id="canvas.zoom-in">
        <Icon name="zoomIn" />
      </CommandButton>
      <CommandButton id="canvas.fit">
        <Icon name="fit" />
      </CommandButton>
      {hasMap && (
        <>
          <CommandButton id="canvas.tidy">
            <Icon name="tidy" />
          </CommandButton>
          <CommandButton id="canvas.minimap" name="Minimap" isPressed={minimap}>
            <Icon name="minimap" />
          </CommandButton>
          <CommandButton id="canvas.search" isPressed={isSearching}>
            <Icon name="search" />
          </CommandButton>
        </>
      )}
    </Toolbar>
  )
}
