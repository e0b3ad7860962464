// Stylesheets as a system: distances, corners, layers and shadows are tokens, and a class belongs to one room.
// Prints each violation as `path:line: what to do` and exits with 1.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { root } from './run.mjs'

const components = resolve(root, 'src/components')
/** Rooms whose classes every room may use. */
const sharedRooms = ['ui', 'styles', 'shell']

/** Declarations that take a token. `allowed` takes out what may be written as it is. */
const scales = [
  {
    property: /^(?:(?:row-|column-)?gap|(?:padding|margin)(?:-[a-z-]+)?)$/,
    // hairlines, and room that is kept for a control
    isRaw: (value) => pixels(value).some((px) => px > 1 && px < 28),
    advice: 'use --gw-space-1 to --gw-space-7',
  },
  {
    property: /radius$/,
    isRaw: (value) => pixels(value).some((px) => px > 0),
    advice: 'use --gw-radius-1 to --gw-radius-3 or --gw-radius-pill',
  },
  {
    property: /^z-index$/,
    isRaw: (value) => /\d/.test(value.replace(/var\([^)]*\)/g, '')),
    advice: 'use a --gw-layer token',
  },
  {
    property: /^box-shadow$/,
    // lines drawn as shadows have no blur
    isRaw: (value) => !value.includes('inset') && pixels(value).length > 1,
    advice: 'use --gw-shadow-1 to --gw-shadow-3',
  },
]

const files = filesBelow(components)
const problems = []
/** Class to the rooms whose stylesheets say how it looks. */
const owners = new Map()

for (const path of files.filter((each) => each.endsWith('.css'))) {
  // comments become blanks, so that lines stay where they are
  const text = readFileSync(path, 'utf8').replace(/\/\*[^]*?\*\//g, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  )
  if (!path.endsWith('tokens.css')) checkTokens(path, text)
  for (const [, selectors, at] of rulesOf(text)) {
    for (const selector of selectors.split(',')) {
      const [first] = /\.(?:gw|canvas)-[\w-]+/.exec(selector) ?? []
      if (first) claim(first.slice(1), path, lineAt(text, at))
    }
  }
}

for (const [name, claims] of owners) {
  const rooms = [...new Set(claims.map(({ room }) => room))].filter((room) => room !== 'styles')
  if (rooms.length < 2) continue
  for (const { path, line } of claims.slice(1)) {
    report(
      path,
      line,
      `.${name} belongs to ${rooms[0]}: begin the selector with a class of this room`,
    )
  }
}

for (const path of files.filter((each) => each.endsWith('.tsx'))) {
  const text = readFileSync(path, 'utf8')
  for (const match of text.matchAll(/(?<![\w.-])(?:gw|canvas)-[\w-]+/g)) {
    const claims = owners.get(match[0]) ?? []
    const claim = claims.find(({ room }) => room === 'ui') ?? claims[0]
    if (!claim || sharedRooms.includes(claim.room) || claim.room === roomOf(path)) continue
    const advice = `.${match[0]} is a class of ${claim.room}: move it to ui, or use one of this room`
    report(path, lineAt(text, match.index), advice)
  }
}

for (const { path, line, advice } of problems) console.error(`${path}:${line}: ${advice}`)
if (problems.length > 0) process.exit(1)

function checkTokens(path, text) {
  for (const match of text.matchAll(/^\s*([a-z-]+):\s*([^;{}]+);/gm)) {
    const [, property, value] = match
    // a size that is computed is nobody else's
    if (/(?:clamp|calc)\(/.test(value)) continue
    const scale = scales.find((each) => each.property.test(property) && each.isRaw(value))
    if (scale) report(path, lineAt(text, match.index + 1), `${property}: ${scale.advice}`)
  }
}

/** The lengths of a value that are given in pixels. */
function pixels(value) {
  return [...value.matchAll(/(?<![\w.-])-?(\d+(?:\.\d+)?)px/g)].map(([, number]) => Number(number))
}

/** Each rule with its selectors and where they begin. Conditions such as `@media` are looked into. */
function* rulesOf(text) {
  for (const match of text.matchAll(/([^{};]+)\{/g)) {
    const selectors = match[1].trim()
    if (!selectors.startsWith('@')) yield [match[0], selectors, match.index + match[1].search(/\S/)]
  }
}

function claim(name, path, line) {
  const room = roomOf(path)
  owners.set(name, [...(owners.get(name) ?? []), { room, path, line }])
}

function report(path, line, advice) {
  problems.push({ path: relative(root, path), line, advice })
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length
}

/** `inspector` for everything below src/components/inspector; `shell` for the root. */
function roomOf(path) {
  const [first, ...rest] = relative(components, path).split('/')
  return rest.length > 0 ? first : 'shell'
}

function filesBelow(path) {
  return readdirSync(path)
    .map((name) => join(path, name))
    .flatMap((each) => (statSync(each).isDirectory() ? filesBelow(each) : [each]))
}
