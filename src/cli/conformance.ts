import type { Json } from '../model/index.ts'
import { runAwsCase } from './conformanceAws.ts'
import { runVtlCase } from './conformanceVtl.ts'
import { map } from './given.ts'
import type { Given } from './given.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command, CommandIo } from './io.ts'

/** How one case went. */
export interface CaseResult {
  readonly id: string
  /** The class of an AWS case, the category of a template case. */
  readonly group: string
  readonly passed: boolean
  /** What was expected and what came, where it failed. */
  readonly message?: string
}

/** `conformance DIR`: one line a class, then the totals. Exit code 1 if any case failed. */
export const conformance: Command = async (args, io) => {
  const { values, switches, rest } = parseArguments(args, {
    values: ['class'],
    switches: ['json', 'list-failures'],
  })
  const folder = rest[0]
  if (folder === undefined || !io.isFolder(folder))
    throw new UsageError(
      folder === undefined ? 'DIR is missing: a folder of cases' : `${folder} is not a folder`,
    )
  const only = values.get('class')
  const results = await runFolder(folder, only, io)
  if (results.length === 0)
    throw new UsageError(
      `${folder} holds no cases${only === undefined ? '' : ` of the class ${only}`}`,
    )
  const failed = results.filter(({ passed }) => !passed)
  if (switches.has('json')) {
    io.write(
      JSON.stringify({
        passed: results.length - failed.length,
        failed: failed.length,
        skipped: 0,
        results,
      }),
    )
    return failed.length > 0 ? 1 : 0
  }
  const groups = [...new Set(results.map(({ group }) => group))]
  for (const group of groups) {
    const own = results.filter((result) => result.group === group)
    io.write(`${group} ${own.filter(({ passed }) => passed).length}/${own.length}`)
  }
  if (switches.has('list-failures')) {
    for (const { id, message } of failed) io.write(`failed ${id}: ${message ?? ''}`)
  }
  io.write(`${results.length - failed.length} passed, ${failed.length} failed, 0 skipped`)
  return failed.length > 0 ? 1 : 0
}

/** Run every case of a folder: template cases where `cases-open.jsonl` or another `.jsonl` lies, else AWS cases by class. */
export async function runFolder(
  folder: string,
  only: string | undefined,
  io: CommandIo,
): Promise<CaseResult[]> {
  const names = io.listFolder(folder)
  const lines = names.filter((name) => name.endsWith('.jsonl'))
  if (lines.length > 0) {
    const results: CaseResult[] = []
    for (const line of lines.flatMap((name) => caseLines(`${folder}/${name}`, io))) {
      const { kind, class: group } = parsedCase(line, folder)
      if (typeof kind !== 'string') results.push(...runVtlCase(line, io.elapsed))
      else {
        const read = (file: string) => io.readFile(`${folder}/${file}`)
        results.push(await runAwsCase(line, read, typeof group === 'string' ? group : kind, io))
      }
    }
    return results.filter(({ group }) => only === undefined || group === only)
  }
  if (names.includes('cases-open')) return runFolder(`${folder}/cases-open`, only, io)
  const results: CaseResult[] = []
  for (const group of [...names].sort()) {
    const path = `${folder}/${group}`
    if (!io.isFolder(path) || group === 'fixtures' || (only !== undefined && group !== only))
      continue
    for (const name of [...io.listFolder(path)].sort()) {
      if (!name.endsWith('.json')) continue
      results.push(
        await runAwsCase(
          awsCase(`${path}/${name}`, io),
          (file) => io.readFile(`${path}/${file}`),
          group,
          io,
        ),
      )
    }
  }
  return results
}

/** The lines of a file of cases: template cases, and cases with a kind. */
function caseLines(path: string, io: CommandIo): string[] {
  return io
    .readFile(path)
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return []
      const place = `${path}, line ${i + 1}`
      const { id, category, template, kind } = parsedCase(line, place)
      if (typeof id === 'string' && typeof kind === 'string') return [line]
      if ([id, category, template].every((each) => typeof each === 'string')) return [line]
      throw new UsageError(`${place}: cases of this kind cannot be run yet`)
    })
}

/** The text of a case with a kind. */
function awsCase(path: string, io: CommandIo): string {
  const caseText = io.readFile(path)
  if (typeof parsedCase(caseText, path)['kind'] === 'string') return caseText
  throw new UsageError(`${path} is not a case: it has no kind`)
}

function parsedCase(caseText: string, place: string): Given {
  try {
    return map(JSON.parse(caseText) as Json) // JSON.parse gives nothing but JSON values
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new UsageError(`${place} is not JSON`, { cause: error })
  }
}
