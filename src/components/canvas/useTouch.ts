import { useStoreApi } from '@xyflow/react'
import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { MapEdge, MapNode } from './map/elements.ts'
import { useSteady } from './useSteady.ts'

/** Milliseconds that a finger rests on a card until it picks the card up. */
const longPressMs = 400
/** Pixels that a finger may slip while it rests. */
const slipPx = 10

/**
 * True while the map is worked with a finger. Then a finger that starts on a card pans the map, as everywhere else, and
 * cards are moved by a long press instead.
 */
export function useIsTouch(frame: RefObject<HTMLElement | null>): boolean {
  const [isTouch, setTouch] = useState(() => matchMedia('(pointer: coarse)').matches)
  useEffect(() => {
    const element = frame.current
    const onPointerDown = ({ pointerType }: PointerEvent) => {
      // now: xyflow decides with the touch that follows whether it drags a card
      flushSync(() => setTouch(pointerType === 'touch'))
    }
    element?.addEventListener('pointerdown', onPointerDown, { capture: true })
    return () => element?.removeEventListener('pointerdown', onPointerDown, { capture: true })
  }, [frame])
  return isTouch
}

interface TouchMoveActions {
  /** The card is over another place. */
  readonly onMove: (event: TouchEvent, node: MapNode) => void
  /** Put the card back where the design has it. */
  readonly onCancel: () => void
}

/** A card that a finger rests on, or has picked up. */
interface Press {
  readonly id: string
  readonly target: Element
  readonly card: Element
  /** The card's place, relative to its parent, and the finger's, in pixels of the page. */
  readonly start: { readonly x: number; readonly y: number }
  readonly x: number
  readonly y: number
  readonly timer: ReturnType<typeof setTimeout>
  isLifted: boolean
  hasMoved: boolean
}

/** Move cards by a long press of a finger; a long press that goes nowhere opens the context menu. Ends as a drag of xyflow's own does. */
export function useTouchMove(frame: RefObject<HTMLElement | null>, given: TouchMoveActions): void {
  const store = useStoreApi<MapNode, MapEdge>()
  const actions = useSteady(given)
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    let press: Press | undefined
    const end = (): Press | undefined => {
      const ended = press
      press = undefined
      if (ended) clearTimeout(ended.timer)
      ended?.card.classList.remove('is-lifted')
      return ended
    }
    const cancel = () => {
      if (end()?.hasMoved) actions.onCancel()
    }
    const moveTo = (
      { id, x, y, start }: Press,
      touch: Touch,
      dragging: boolean,
    ): MapNode | undefined => {
      const { nodeLookup, transform, updateNodePositions } = store.getState()
      const node = nodeLookup.get(id)
      if (!node) return undefined
      const [, , zoom] = transform
      const position = {
        x: start.x + (touch.clientX - x) / zoom,
        y: start.y + (touch.clientY - y) / zoom,
      }
      updateNodePositions(new Map([[id, { ...node, position }]]), dragging)
      return node.internals.userNode
    }
    const onTouchStart = (event: TouchEvent) => {
      const [touch] = event.touches
      if (event.touches.length > 1 || !touch) {
        cancel()
        return
      }
      const { target } = event
      if (!(target instanceof Element) || target.closest('input, .react-flow__handle')) return
      const card = target.closest('.react-flow__node')
      const id = card?.getAttribute('data-id') ?? ''
      const node = store.getState().nodeLookup.get(id)
      if (!card || !node) return
      const timer = setTimeout(() => {
        if (!press) return
        press.isLifted = true
        press.card.classList.add('is-lifted')
      }, longPressMs)
      const { clientX: x, clientY: y } = touch
      const start = node.position
      press = { id, target, card, start, x, y, timer, isLifted: false, hasMoved: false }
    }
    const onTouchMove = (event: TouchEvent) => {
      const [touch] = event.touches
      if (!press || !touch) return
      const distance = Math.hypot(touch.clientX - press.x, touch.clientY - press.y)
      if (!press.isLifted) {
        if (distance > slipPx) end()
        return
      }
      // the map stays where it is
      event.stopPropagation()
      event.preventDefault()
      const isMovable = store.getState().nodeLookup.get(press.id)?.draggable !== false
      if (!isMovable || (!press.hasMoved && distance <= slipPx)) return
      press.hasMoved = true
      const node = moveTo(press, touch, true)
      if (node) actions.onMove(event, node)
    }
    const onTouchEnd = (event: TouchEvent) => {
      const ended = end()
      const [touch] = event.changedTouches
      if (!ended?.isLifted || !touch) return
      event.preventDefault()
      if (ended.hasMoved) {
        moveTo(ended, touch, false)
        return
      }
      const { clientX, clientY } = touch
      const options = { bubbles: true, cancelable: true, clientX, clientY }
      ended.target.dispatchEvent(new MouseEvent('contextmenu', options))
    }
    const onContextMenu = (event: MouseEvent) => {
      // the browser's own long press: ours decides when the finger goes
      if (!press) return
      event.preventDefault()
      event.stopPropagation()
    }
    const how = { capture: true, passive: false }
    element.addEventListener('touchstart', onTouchStart, { capture: true, passive: true })
    element.addEventListener('touchmove', onTouchMove, how)
    element.addEventListener('touchend', onTouchEnd, how)
    element.addEventListener('touchcancel', cancel, how)
    element.addEventListener('contextmenu', onContextMenu, how)
    return () => {
      end()
      element.removeEventListener('touchstart', onTouchStart, { capture: true })
      element.removeEventListener('touchmove', onTouchMove, how)
      element.removeEventListener('touchend', onTouchEnd, how)
      element.removeEventListener('touchcancel', cancel, how)
      element.removeEventListener('contextmenu', onContextMenu, how)
    }
  }, [frame, store, actions])
}
