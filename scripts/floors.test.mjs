import { describe, expect, test } from 'vitest'
import { exceptions, wrongImports } from './floors.mjs'

const at = (file) => `src/components/${file}`

/** What is wrong with some imports, where every exception is made use of. */
function found(imports) {
  const excepted = exceptions.map(({ from, to }) => [at(`${from}/${to}.user.ts`), [at(to)]])
  const given = Object.entries(imports).map(([file, targets]) => [at(file), targets.map(at)])
  return wrongImports(new Map([...excepted, ...given]))
}

describe('floors of the components', () => {
  test('let a file import from its own room and from below', () => {
    const imports = {
      'App.tsx': ['shell/TopBar.tsx', 'canvas/Canvas.tsx'],
      'shell/TopBar.tsx': ['commands/index.ts', 'clock/ClockChip.tsx'],
      'canvas/Canvas.tsx': ['canvas/map/build.ts', 'shared/PlaceLink.tsx', 'store/viewStore.ts'],
    }
    expect(found(imports)).toEqual([])
  })

  test('do not let a file import from above', () => {
    const [problem, ...others] = found({ 'store/viewStore.ts': ['shell/TopBar.tsx'] })
    expect(others).toEqual([])
    expect(problem).toContain(
      'src/components/store/viewStore.ts imports src/components/shell/TopBar.tsx: shell is above',
    )
  })

  test('do not let a room import from one beside it', () => {
    const [problem, ...others] = found({ 'canvas/Canvas.tsx': ['inspector/Inspector.tsx'] })
    expect(others).toEqual([])
    expect(problem).toContain('inspector is on the floor of canvas')
  })

  test('require a floor for every room', () => {
    expect(found({ 'attic/Box.tsx': [] })).toEqual([
      'attic has no floor: add it to the table of floors.mjs',
    ])
    const [problem] = found({ 'ui/Menu.tsx': ['attic/Box.tsx'], 'attic/Box.tsx': [] })
    expect(problem).toContain('attic has no floor')
  })

  test('report an exception that nothing needs any more', () => {
    const problems = wrongImports(new Map())
    expect(problems).toHaveLength(exceptions.length)
    expect(problems[0]).toContain('remove the exception')
  })
})
