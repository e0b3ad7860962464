import type { Json } from '../model/index.ts'
import { runAwsCase } from './conformanceAws.ts'
import { runVtlCase } from './conformanceVtl.ts'
import type { CaseResult } from './conformanceCase.ts'
import { map, text } from './given.ts'
import type { Given } from './given.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command, CommandIo } from './io.ts'

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
  const skipped = results.filter((result) => result.skipped !== undefined)
  const passed = results.filter((result) => result.passed)
  const failed = results.filter((result) => !result.passed && result.skipped === undefined)
  if (switches.has('json')) {
    io.write(
      JSON.stringify({
        passed: passed.length,
        failed: failed.length,
        skipped: skipped.length,
        results,
      }),
    )
    return failed.length > 0 ? 1 : 0
  }
  const groups = [...new Set(results.map(({ group }) => group))]
  for (const group of groups) {
    const own = results.filter((each) => each.group === group && each.skipped === undefined)
    if (own.length === 0) continue
    io.write(`${group} ${own.filter(({ passed }) => passed).length}/${own.length}`)
  }
  for (const reason of new Set(skipped.map((result) => result.skipped))) {
    const count = skipped.filter((result) => result.skipped === reason).length
    io.write(`skipped ${count} ${reason ?? ''}`)
  }
  if (switches.has('list-failures')) {
    for (const { id, message } of failed) io.write(`failed ${id}: ${message ?? ''}`)
  }
  io.write(`${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`)
  return failed.length > 0 ? 1 : 0
}

/** Run every case of a folder: the lines of its `.jsonl` files, which are cases of templates or have a kind, else AWS cases by class. */
export async function runFolder(
  folder: string,
  only: string | undefined,
  io: CommandIo,
): Promise<CaseResult[]> {
  const names = io.listFolder(folder)
  const lines = names.filter((name) => name.endsWith('.jsonl'))
  if (lines.length > 0) {
    const results: CaseResult[] = []
    const read = (file: string) => io.readFile(`${folder}/${file}`)
    for (const line of lines.flatMap((name) => casesOfLines(`${folder}/${name}`, io))) {
      if (line.group === undefined) results.push(...runVtlCase(line.caseText, io.elapsed))
      else results.push(await runAwsCase(line.caseText, read, line.group, io))
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

/** The cases of a file of lines. Those with a kind name their class, which is their group. */
function casesOfLines(
  path: string,
  io: CommandIo,
): { readonly caseText: string; readonly group?: string }[] {
  return io
    .readFile(path)
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return []
      const place = `${path}, line ${i + 1}`
      const { id, category, template, kind, class: group } = parsedCase(line, place)
      if ([id, category, template].every((each) => typeof each === 'string'))
        return [{ caseText: line }]
      if (typeof kind === 'string') return [{ caseText: line, group: text(group) || kind }]
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
