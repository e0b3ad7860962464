import { exportApi, exporters } from '../model/index.ts'
import type { ExportFormat, Exporter, ExporterId, Extensions } from '../model/index.ts'
import { givenRandom, givenTime } from './environment.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command } from './io.ts'
import { chosenApi, openInput, problemText } from './openInput.ts'

const extensionNames: readonly Extensions[] = [
  'apigateway',
  'integrations',
  'authorizers',
  'documentation',
]

/** `convert INPUT --to FORMAT`: the document in another format; exit code 1 if something could not be represented. */
export const convert: Command = (args, io) => {
  const { values, rest } = parseArguments(args, {
    values: ['to', 'format', 'extensions', 'with', 'without', 'api', 'out', 'seed', 'now'],
    switches: [],
  })
  const to = values.get('to')
  const known = Object.keys(exporters) as ExporterId[]
  const exporterId = known.find((id) => id === to)
  if (exporterId === undefined) {
    throw new UsageError(
      to === undefined
        ? `--to is missing: ${known.join(', ')}`
        : `${to} cannot be written yet: ${known.join(', ')} can`,
    )
  }
  const now = givenTime(values.get('now')) ?? io.now()
  const design = openInput(rest[0], io, givenRandom(values.get('seed')) ?? io.random, () => now)
  const format = values.get('format') ?? exporters[exporterId].formats[0] ?? 'json'
  if (!(exporters[exporterId].formats as readonly string[]).includes(format)) {
    throw new UsageError(
      `${exporterId} is written as ${exporters[exporterId].formats.join(' or ')}, not ${format}`,
    )
  }
  const extensions = values.get('extensions')?.split(',')
  const unknown = extensions?.find(
    (name) => name !== 'none' && !(extensionNames as readonly string[]).includes(name),
  )
  if (unknown !== undefined)
    throw new UsageError(
      `there are no extensions ${unknown}: ${[...extensionNames, 'none'].join(', ')}`,
    )
  const switches = switchesOf(exporterId, values.get('with'), values.get('without'))
  const result = exportApi(design, exporterId, chosenApi(design, values.get('api')), {
    format: format as ExportFormat, // one of the exporter's formats, checked
    ...(extensions && { extensions: extensions.filter((name) => name !== 'none') as Extensions[] }), // checked above
    ...(switches && { switches }),
    createdDate: new Date(now).toISOString().replace(/\.\d+/, ''),
  })
  for (const problem of result.problems) io.writeError(problemText(problem))
  if (!result.ok) return Promise.resolve(1)
  const text = result.value.map((file) => file.text).join('\n')
  const out = values.get('out')
  if (out === undefined) io.write(text.replace(/\n$/, ''))
  else io.writeFile(out, text)
  return Promise.resolve(result.problems.some(({ severity }) => severity !== 'info') ? 1 : 0)
}

/** What `--with` and `--without` say of an exporter's switches. */
function switchesOf(
  exporterId: ExporterId,
  given: string | undefined,
  left: string | undefined,
): Record<string, boolean> | undefined {
  const exporter: Exporter = exporters[exporterId]
  const known = exporter.switches ?? []
  const named = (ids: string | undefined, isOn: boolean) =>
    (ids?.split(',') ?? []).map((id): [string, boolean] => {
      if (known.some((one) => one.id === id)) return [id, isOn]
      const names = known.map((one) => one.id).join(', ')
      throw new UsageError(`${exporterId} has no switch ${id}${names === '' ? '' : `: ${names}`}`)
    })
  const all = [...named(given, true), ...named(left, false)]
  return all.length === 0 ? undefined : Object.fromEntries(all)
}
