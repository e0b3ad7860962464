import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { canvasCommands } from '../commands/canvas.ts'
import { chordText } from '../ui/chords.ts'
import { runCommand } from '../commands/runCommand.ts'
import { useStores, useView } from '../store/StoreContext.tsx'
import { domId } from './domId.ts'
import { nodeIdOf } from './map/graph.ts'
import { changeCanvas, focusCanvas } from './verbs.ts'
import { stopOf } from './map/walk.ts'

/** What the menu offers where it can be done, in groups. */
const menuGroups: readonly (readonly string[])[] = [
  ['canvas.open-flow', 'canvas.open-map'],
  ['canvas.add-resource', 'canvas.add-method', 'canvas.add-route', 'canvas.connect'],
  ['canvas.rename', 'canvas.move'],
  ['canvas.cut', 'canvas.copy', 'canvas.paste', 'canvas.duplicate'],
  ['canvas.delete'],
  ['canvas.fit', 'canvas.fit-selection', 'canvas.tidy'],
]

/** The commands that apply to the selection, where the pointer or the selection is. */
export function ContextMenu() {
  const menu = useView(({ canvas }) => canvas.menu)
  return menu && <OpenMenu key={`${menu.x} ${menu.y}`} x={menu.x} y={menu.y} />
}

function OpenMenu({ x, y }: { readonly x: number; readonly y: number }) {
  const stores = useStores()
  const list = useRef<HTMLDivElement>(null)
  // the tree has the same menu, and gets the focus back
  const opener = useRef<HTMLElement>(undefined)
  const giveFocusBack = () => {
    const tree = opener.current?.closest<HTMLElement>('[role=tree]')
    if (tree?.isConnected) tree.focus()
    else focusCanvas(stores)
  }
  const [at, setAt] = useState<{ left: number; top: number }>()
  const groups = menuGroups
    .map((ids) =>
      ids.flatMap((id) => {
        const command = canvasCommands.find((candidate) => candidate.id === id)
        return command && (command.enabled?.(stores) ?? true) ? [command] : []
      }),
    )
    .filter((group) => group.length > 0)
  const close = () => {
    changeCanvas(stores, { menu: undefined })
    giveFocusBack()
  }
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && !element.contains(activeElement)) {
      opener.current = activeElement
    }
    const row = opener.current?.getAttribute('aria-activedescendant')
    const { selection, apiId } = stores.viewStore.getState()
    const stop = stopOf(selection)
    const id = nodeIdOf(apiId ?? '', stop)
    const anchor = opener.current?.role === 'tree' && row ? row : domId(id)
    const box = document.getElementById(anchor)?.getBoundingClientRect()
    const left = Number.isNaN(x) ? (box?.left ?? 80) + 24 : x
    const top = Number.isNaN(y) ? (box?.top ?? 80) + 28 : y
    setAt({
      left: Math.max(8, Math.min(left, innerWidth - element.offsetWidth - 8)),
      top: Math.max(8, Math.min(top, innerHeight - element.offsetHeight - 8)),
    })
    element.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [stores, x, y])
  useEffect(() => {
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && list.current?.contains(event.target)) return
      changeCanvas(stores, { menu: undefined })
    }
    document.addEventListener('pointerdown', onPointerDown, true)
    return () => document.removeEventListener('pointerdown', onPointerDown, true)
  }, [stores])
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const here = items.findIndex((item) => item === document.activeElement)
    const steps: Record<string, number> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      Home: 0,
      End: items.length - 1,
    }
    const next = steps[event.key]
    if (next !== undefined) {
      event.preventDefault()
      items[(next + items.length) % items.length]?.focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault()
      close()
    }
  }
  return (
    <div
      ref={list}
      role="menu"
      aria-label="Canvas menu"
      className="canvas-menu"
      style={at ?? { opacity: 0 }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {groups.map((commands, i) => (
        <div key={i} role="group">
          {commands.map((command) => (
            <button
              key={command.id}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                changeCanvas(stores, { menu: undefined })
                giveFocusBack()
                runCommand(stores, command)
              }}
            >
              <span>{command.label}</span>
              {command.shortcuts?.[0] !== undefined && <kbd>{chordText(command.shortcuts[0])}</kbd>}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
