import { formatAddress, importDocument, randomIds } from '../model/index.ts'
import type { Design, Problem } from '../model/index.ts'
import { UsageError } from './io.ts'
import type { CommandIo } from './io.ts'

/** Open the document of a command's INPUT; its problems go to standard error, one a line. */
export function openInput(
  path: string | undefined,
  io: CommandIo,
  random: () => number,
  now: () => number = io.now,
): Design {
  const { design, problems } = readInput(path, io, random, now)
  for (const problem of problems) io.writeError(problemText(problem))
  return design
}

/** Open the document of a command's INPUT, and leave its problems to the command. */
export function readInput(
  path: string | undefined,
  io: CommandIo,
  random: () => number,
  now: () => number = io.now,
): { readonly design: Design; readonly problems: readonly Problem[] } {
  if (path === undefined)
    throw new UsageError('INPUT is missing: the path of a design or an OpenAPI document')
  const result = importDocument(io.readFile(path), { nextId: randomIds(random), now })
  if (!result.ok) throw new UsageError(result.problems.map(problemText).join('\n'))
  if (result.value.assumedKind !== undefined) {
    io.writeError(
      `info openapi/kind-assumed / Nothing in the document decides between a REST API and an HTTP API: it is read as a ${result.value.assumedKind} API`,
    )
  }
  return result.value
}

/** `severity code path message`, with line and column where there are some. */
export function problemText(problem: Problem): string {
  const { position } = problem
  const place = position ? ` (line ${position.line}, column ${position.column})` : ''
  return `${problem.severity} ${problem.code} ${problem.pointer ?? formatAddress(problem.at)} ${problem.message}${place}`
}

/** The API that a command is about: the one that `--api` names, else the only one, else the first. */
export function chosenApi(design: Design, name: string | undefined): string {
  const apis = Object.values(design.apis)
  const found =
    name === undefined ? apis[0] : apis.find((api) => api.name === name || api.id === name)
  if (!found) {
    throw new UsageError(
      name === undefined
        ? 'the document has no API'
        : `there is no API ${name}: ${apis.map((api) => api.name).join(', ')}`,
    )
  }
  return found.id
}
