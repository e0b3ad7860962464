import { afterEach, expect, test, vi } from 'vitest'
import type { Command } from './index.ts'
import type { Stores } from '../store/StoreContext.tsx'
import { createNextFrame } from '../store/nextFrame.ts'
import { runInFrame } from './runCommand.ts'

afterEach(() => vi.unstubAllGlobals())

/** A command that notes that it ran, and the frame that it may wait for. */
function waitingCommand() {
  const frames: (() => void)[] = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
  const ran: string[] = []
  // the command asks for nothing else of them
  const stores = { nextFrame: createNextFrame() } as unknown as Stores
  const command = { id: 'edit.undo', label: 'Undo', run: () => void ran.push('undo') }
  runInFrame(stores, command as unknown as Command)
  return { stores, ran, passFrame: () => frames.splice(0).forEach((frame) => frame()) }
}

test('a command that waits for a frame runs with it, once', () => {
  const { ran, passFrame } = waitingCommand()
  expect(ran).toEqual([])
  passFrame()
  expect(ran).toEqual(['undo'])
})

test('a key that comes before the frame finds the command done, and the frame does not repeat it', () => {
  const { stores, ran, passFrame } = waitingCommand()
  stores.nextFrame.hurry()
  expect(ran).toEqual(['undo'])
  passFrame()
  stores.nextFrame.hurry()
  expect(ran).toEqual(['undo'])
})
