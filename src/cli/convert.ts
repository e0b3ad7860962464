import { convertApi, exportApi, exporters, randomIds } from '../model/index.ts'
import type {
  ConvertedProtocol,
  Design,
  ExportFormat,
  Exporter,
  ExporterId,
  Extensions,
} from '../model/index.ts'
import { givenRandom, givenTime } from './environment.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command, CommandIo } from './io.ts'
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
    values: [
      'to',
      'protocol',
      'format',
      'extensions',
      'with',
      'without',
      'api',
      'out',
      'seed',
      'now',
    ],
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
  const random = givenRandom(values.get('seed')) ?? io.random
  const opened = openInput(rest[0], io, random, () => now)
  const apiId = chosenApi(opened, values.get('api'))
  const protocol = givenProtocol(values.get('protocol'))
  const { design, hasLosses } = protocol
    ? convertedTo(protocol, opened, apiId, random, io)
    : { design: opened, hasLosses: false }
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
  const result = exportApi(design, exporterId, apiId, {
    format: format as ExportFormat, // one of the exporter's formats, checked
    ...(extensions && { extensions: extensions.filter((name) => name !== 'none') as Extensions[] }), // checked above
    ...(switches && { switches }),
    isNarrowed: values.get('api') !== undefined,
    createdDate: new Date(now).toISOString().replace(/\.\d+/, ''),
  })
  for (const problem of result.problems) io.writeError(problemText(problem))
  if (!result.ok) return Promise.resolve(1)
  const text = result.value.map((file) => file.text).join('\n')
  const out = values.get('out')
  if (out === undefined) io.write(text.replace(/\n$/, ''))
  else io.writeFile(out, text)
  const isWhole = !hasLosses && result.problems.every(({ severity }) => severity === 'info')
  return Promise.resolve(isWhole ? 0 : 1)
}

function givenProtocol(given: string | undefined): ConvertedProtocol | undefined {
  if (given === undefined || given === 'REST' || given === 'HTTP') return given
  throw new UsageError(`there is no protocol ${given} to convert to: REST, HTTP`)
}

/** The design with the API as the other kind. The losses go to standard error. */
function convertedTo(
  protocol: ConvertedProtocol,
  design: Design,
  apiId: string,
  random: () => number,
  io: CommandIo,
): { readonly design: Design; readonly hasLosses: boolean } {
  const result = convertApi(design, { apiId, protocol, nextId: randomIds(random) })
  for (const problem of result.problems) io.writeError(problemText(problem))
  if (!result.ok) throw new UsageError(`the API cannot be converted to ${protocol}`)
  return { design: result.value, hasLosses: result.problems.length > 0 }
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
