import { Command } from 'cmdk'
import { useRef } from 'react'
import {
  apiAddressOf,
  entryPointAddress,
  isAtPlace,
  isThingOf,
  nounOf,
  thingAt,
} from '../../model/index.ts'
import type { Address, Design, NounName } from '../../model/index.ts'
import { commands } from '../commands/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { chordText } from '../ui/chords.ts'
import { paletteScore } from './paletteScore.ts'
import { runInFrame } from '../commands/runCommand.ts'

/** Somewhere in the design that the palette leads to. */
interface Place {
  readonly at: Address
  readonly label: string
  readonly remark: string
}

/** What the palette lists, by heading. */
const listed: readonly (readonly [heading: string, nouns: readonly NounName[]])[] = [
  ['APIs', ['restApi', 'httpApi', 'webSocketApi']],
  ['Methods', ['method']],
  ['Routes', ['route']],
  ['Resources', ['resource']],
  ['Models', ['model']],
  ['Integrations', ['routeIntegration']],
  ['Authorizers', ['authorizer', 'routeAuthorizer']],
  ['Stages', ['stage', 'routeStage']],
]

/** Search and run any command, or go to any resource, method, model or stage. */
export function CommandPalette() {
  const stores = useStores()
  const design = useDesign((present) => present)
  const isGoTo = useView((state) => state.dialog === 'go-to')
  const { viewStore } = stores
  const list = useRef<HTMLDivElement>(null)
  const close = () => viewStore.getState().change({ dialog: undefined })
  const isDesigner = viewStore.getState().screen === 'designer'
  const go = (at: Address) => {
    const isEntry = entryPointAddress(at) !== undefined
    // what the map draws is selected there; anything else opens in the inspector
    const isDrawn = isEntry || isAtPlace('resource', at) || isThingOf('restApi', at)
    viewStore.getState().change({ dialog: undefined })
    if (isDrawn) viewStore.getState().select(at)
    else viewStore.getState().goTo(at)
    viewStore.getState().change({ level: isEntry ? 'flow' : 'map' })
  }
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={isGoTo ? 'Go to' : 'Commands'}
      className="gw-palette"
      loop
      filter={(id, typed, [label = id, remarks = ''] = []) => paletteScore(label, remarks, typed)}
    >
      <Command.Input
        placeholder={
          isGoTo
            ? 'Go to a path, a method, a route, a model or a stage'
            : 'Type a command, a path or a model'
        }
        aria-label="Search"
        // once the finds are in their order: the best of them is above what was in sight
        onValueChange={() => requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }))}
      />
      <Command.List ref={list} label="Commands and places">
        <Command.Empty>Nothing found.</Command.Empty>
        {!isGoTo && (
          <Command.Group heading="Commands">
            {commands
              .filter((command) => command.enabled?.(stores) ?? true)
              .map((command) => (
                <Command.Item
                  key={command.id}
                  value={command.id}
                  keywords={[command.label, command.id]}
                  onSelect={() => {
                    close()
                    // the palette gives the focus back as it closes; what the command opens takes it after that
                    runInFrame(stores, command)
                  }}
                >
                  <span>{command.label}</span>
                  {command.shortcuts?.[0] !== undefined && (
                    <kbd>{chordText(command.shortcuts[0])}</kbd>
                  )}
                </Command.Item>
              ))}
          </Command.Group>
        )}
        {isDesigner &&
          listed.map(([heading, nouns]) => (
            <Places
              key={heading}
              heading={heading}
              places={nouns.flatMap((noun) => placesOf(design, noun))}
              go={go}
            />
          ))}
      </Command.List>
    </Command.Dialog>
  )
}

function Places({
  heading,
  places,
  go,
}: {
  readonly heading: string
  readonly places: readonly Place[]
  readonly go: (at: Address) => void
}) {
  if (places.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {places.map(({ at, label, remark }) => (
        <Command.Item
          key={at.join('/')}
          value={at.join('/')}
          keywords={[label, remark]}
          onSelect={() => go(at)}
        >
          <span>{label}</span>
          <small>{remark}</small>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

/** The things of a noun, each with what it is and of which API. */
function placesOf(design: Design, name: NounName): Place[] {
  const noun = nounOf(name)
  return noun.list(design).map(({ at, label }) => {
    const holder = thingAt(design, apiAddressOf(at) ?? [])
    const isApi = holder?.noun === name
    const isEntry = name === 'method' || name === 'route'
    const remark = isEntry
      ? (holder?.label ?? '')
      : `${noun.title.toLowerCase()} of ${holder?.label ?? ''}`
    return { at, label, remark: isApi ? noun.title : remark }
  })
}
