import { exportApi, exporters } from '../model/index.ts'
import type { ExportFormat, ExporterId, Extensions } from '../model/index.ts'
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
    values: ['to', 'format', 'extensions', 'api', 'out', 'seed'],
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
  const design = openInput(rest[0], io, io.random)
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
  const result = exportApi(design, exporterId, chosenApi(design, values.get('api')), {
    format: format as ExportFormat, // one of the exporter's formats, checked
    ...(extensions && { extensions: extensions.filter((name) => name !== 'none') as Extensions[] }), // checked above
    createdDate: new Date(io.now()).toISOString().replace(/\.\d+/, ''),
  })
  for (const problem of result.problems) io.writeError(problemText(problem))
  if (!result.ok) return Promise.resolve(1)
  const text = result.value.map((file) => file.text).join('\n')
  const out = values.get('out')
  if (out === undefined) io.write(text.replace(/\n$/, ''))
  else io.writeFile(out, text)
  return Promise.resolve(result.problems.some(({ severity }) => severity !== 'info') ? 1 : 0)
}
