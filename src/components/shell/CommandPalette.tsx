import { Command } from 'cmdk'
import { useRef } from 'react'
import { methodsOf, resourcePath } from '../../model/index.ts'
import type { Address, RestApi } from '../../model/index.ts'
import { commands } from '../commands/index.ts'
import { useDesign, useStores, useView } from '../store/StoreContext.tsx'
import { chordText } from './chords.ts'
import { paletteScore } from './paletteScore.ts'
import { runInFrame } from './runCommand.ts'

/** Somewhere in the design that the palette leads to. */
interface Place {
  readonly at: Address
  readonly label: string
  readonly remark: string
}

/** Search and run any command, or go to any resource, method, model or stage. */
export function CommandPalette() {
  const stores = useStores()
  const design = useDesign((present) => present)
  const isGoTo = useView((state) => state.dialog === 'go-to')
  const { viewStore } = stores
  const list = useRef<HTMLDivElement>(null)
  const close = () => viewStore.getState().change({ dialog: undefined })
  const isDesigner = viewStore.getState().screen === 'designer'
  const apis = isDesigner
    ? Object.values(design.apis).filter((api): api is RestApi => api.protocol === 'REST')
    : []
  const go = (at: Address) => {
    const isMethod = at[4] === 'methods'
    viewStore.getState().change({ dialog: undefined })
    if (isMethod || at[2] === 'resources' || at.length === 2) viewStore.getState().select(at)
    else viewStore.getState().goTo(at)
    viewStore.getState().change({ level: isMethod ? 'flow' : 'map' })
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
            ? 'Go to a path, a method, a model or a stage'
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
        <Places
          heading="APIs"
          places={isDesigner ? Object.values(design.apis).map(apiPlace) : []}
          go={go}
        />
        <Places heading="Methods" places={apis.flatMap(methodPlaces)} go={go} />
        <Places heading="Resources" places={apis.flatMap(resourcePlaces)} go={go} />
        <Places heading="Models" places={apis.flatMap(modelPlaces)} go={go} />
        <Places heading="Stages" places={apis.flatMap(stagePlaces)} go={go} />
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

function apiPlace({ id, name, protocol }: { id: string; name: string; protocol: string }): Place {
  return { at: ['apis', id], label: name, remark: `${protocol} API` }
}

function methodPlaces(api: RestApi): Place[] {
  return methodsOf(api).map(({ path, method, at }) => ({
    at,
    label: `${method.httpMethod} ${path}`,
    remark: api.name,
  }))
}

function resourcePlaces(api: RestApi): Place[] {
  return Object.keys(api.resources).map((id) => ({
    at: ['apis', api.id, 'resources', id],
    label: resourcePath(api, id),
    remark: `resource of ${api.name}`,
  }))
}

function modelPlaces(api: RestApi): Place[] {
  return Object.keys(api.models).map((name) => ({
    at: ['apis', api.id, 'models', name],
    label: name,
    remark: `model of ${api.name}`,
  }))
}

function stagePlaces(api: RestApi): Place[] {
  return Object.keys(api.stages).map((name) => ({
    at: ['apis', api.id, 'stages', name],
    label: name,
    remark: `stage of ${api.name}`,
  }))
}
