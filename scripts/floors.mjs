// Holds the rooms of src/components to their floors: a file imports from its own room and from the floors below, never from above or beside.
// Imports of types count. An `import()` does not: it is how a floor shows what is drawn on demand.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importsIn } from './import-cycles.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const components = 'src/components'

/** The floors, lowest first, each with its rooms. `App` is what lies in src/components itself. */
export const floors = [
  ['ui', 'styles'],
  ['store'],
  ['nouns', 'files'],
  ['commands'],
  ['service-rules'],
  ['shared'],
  [
    'canvas',
    'clock',
    'compare',
    'inspector',
    'navigator',
    'problems',
    'start',
    'template-editor',
    'test-console',
    'transfer',
    'workbench',
  ],
  ['shell'],
  ['App'],
]

/** Imports that break the rule, each with the reason why it may. */
export const exceptions = [
  {
    from: 'commands',
    to: 'canvas/verbs.ts',
    reason: 'the one list of commands has those of the canvas, which walk the graph that it draws',
  },
  {
    from: 'inspector',
    to: 'canvas/verbs.ts',
    reason: 'forms delete an API, and open methods and routes, as the canvas does',
  },
  {
    from: 'inspector',
    to: 'canvas/MethodPicker.tsx',
    reason: 'the form of a resource adds methods by the picker of the canvas',
  },
  {
    from: 'inspector',
    to: 'canvas/ParentPicker.tsx',
    reason: 'the form of a resource moves it by the picker of the canvas',
  },
]

/** What is wrong with the imports of files below src/components: `imports` has the imported files of each. */
export function wrongImports(imports) {
  const wrong = []
  const used = new Set()
  const withoutFloor = new Set()
  for (const [file, targets] of imports) {
    const from = roomOf(file)
    if (floorOf(from) < 0) withoutFloor.add(from)
    for (const target of targets) {
      if (!target.startsWith(`${components}/`)) continue
      const to = roomOf(target)
      if (from === to || floorOf(to) < floorOf(from)) continue
      const exception = exceptions.find(
        (each) => each.from === from && `${components}/${each.to}` === target,
      )
      if (exception) used.add(exception)
      else wrong.push(`${file} imports ${target}: ${adviceOn(from, to)}`)
    }
  }
  return [
    ...[...withoutFloor].map((room) => `${room} has no floor: add it to the table of floors.mjs`),
    ...wrong,
    ...exceptions
      .filter((exception) => !used.has(exception))
      .map(({ from, to }) => `${from} no longer imports ${to}: remove the exception`),
  ]
}

function adviceOn(from, to) {
  return floorOf(to) === floorOf(from)
    ? `${to} is on the floor of ${from}; move what both need to a floor below`
    : `${to} is above ${from}; move what is needed down, or take it as a parameter`
}

/** The number of the floor that a room is on; -1 where it has none. */
function floorOf(room) {
  return floors.findIndex((rooms) => rooms.includes(room))
}

function roomOf(file) {
  const [first, ...rest] = posix.relative(components, file).split('/')
  return rest.length > 0 ? first : 'App'
}

/** The files of the rooms, without their tests, which may bring together what they like. */
function roomFiles() {
  return readdirSync(join(root, components), { recursive: true })
    .map((file) => posix.join(components, file.replaceAll('\\', '/')))
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .sort()
}

function main() {
  const wrong = wrongImports(
    new Map(
      roomFiles().map((file) => [file, importsIn(file, readFileSync(join(root, file), 'utf8'))]),
    ),
  )
  for (const problem of wrong) console.error(problem)
  process.exitCode = wrong.length > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
