// Finds files of src that import each other in a circle. Imports of types count: a circle of them is a knot in the design as well.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const statement =
  /^(?:import|export)\b(?:[^'";]|;(?!\n))*?\bfrom\s+'(\.[^']+)'|^import\s+'(\.[^']+)'/gm

/** The files that the text of a file imports or exports from. An `import()` waits until it is called: it closes no circle. */
export function importsIn(file, text) {
  return [...text.matchAll(statement)].map((match) =>
    posix.join(posix.dirname(file), match[1] ?? match[2]),
  )
}

function importsOf(file) {
  return importsIn(file, readFileSync(join(root, file), 'utf8'))
}

/** The groups of files of which each imports every other, directly or through others. Source: Tarjan, 1972. */
export function circles(graph) {
  const found = []
  const numbers = new Map()
  const lowest = new Map()
  const stack = []
  const onStack = new Set()
  // a stack of its own: a chain of imports may be longer than the engine's
  for (const start of graph.keys()) {
    if (numbers.has(start)) continue
    const work = [{ node: start, next: 0 }]
    while (work.length > 0) {
      const frame = work.at(-1)
      const { node } = frame
      if (frame.next === 0) {
        numbers.set(node, numbers.size)
        lowest.set(node, numbers.get(node))
        stack.push(node)
        onStack.add(node)
      }
      const target = graph.get(node)[frame.next++]
      if (target !== undefined) {
        if (!numbers.has(target)) work.push({ node: target, next: 0 })
        else if (onStack.has(target))
          lowest.set(node, Math.min(lowest.get(node), numbers.get(target)))
        continue
      }
      work.pop()
      const parent = work.at(-1)?.node
      if (parent !== undefined) lowest.set(parent, Math.min(lowest.get(parent), lowest.get(node)))
      if (lowest.get(node) !== numbers.get(node)) continue
      const group = stack.splice(stack.lastIndexOf(node))
      for (const member of group) onStack.delete(member)
      if (group.length > 1 || graph.get(node).includes(node)) found.push(group.sort())
    }
  }
  return found
}

/** The imports of every file, those to other files of the list alone. */
export function importGraph(files, importsOf) {
  const known = new Set(files)
  return new Map(files.map((file) => [file, importsOf(file).filter((target) => known.has(target))]))
}

function sourceFiles() {
  return readdirSync(join(root, 'src'), { recursive: true })
    .map((file) => posix.join('src', file.replaceAll('\\', '/')))
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
}

function main() {
  const found = circles(importGraph(sourceFiles(), importsOf))
  for (const group of found) {
    console.error(`These ${group.length} files import each other in a circle:`)
    for (const file of group) console.error(`  ${file}`)
  }
  process.exitCode = found.length > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
