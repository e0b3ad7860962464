import { runAwsCase } from './conformanceAws.ts'
import { runVtlCase } from './conformanceVtl.ts'
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
    throw new UsageError(`DIR is no folder: ${folder ?? 'it is missing'}`)
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
    const cases = lines.flatMap((name) =>
      io
        .readFile(`${folder}/${name}`)
        .split('\n')
        .filter((line) => line.trim() !== ''),
    )
    return cases
      .flatMap((line) => runVtlCase(line, io.elapsed))
      .filter(({ group }) => only === undefined || group === only)
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
          io.readFile(`${path}/${name}`),
          (file) => io.readFile(`${path}/${file}`),
          group,
          io,
        ),
      )
    }
  }
  return results
}
