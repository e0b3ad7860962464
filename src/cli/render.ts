import { jsonFault } from '../model/index.ts'
import { TemplateCache, defaultBudget, renderTemplate } from '../simulator/index.ts'
import type { TemplateCall } from '../simulator/index.ts'
import { UsageError, parseArguments } from './io.ts'
import type { Command } from './io.ts'

/** `render [--profile aws|plain]`: JSON lines of templates to JSON lines of outputs, in order. */
export const render: Command = async (args, io) => {
  const { values } = parseArguments(args, { values: ['profile'], switches: [] })
  const profile = values.get('profile') ?? 'aws'
  if (profile !== 'aws' && profile !== 'plain')
    throw new UsageError(`there is no profile ${profile}: aws, plain`)
  const environment = {
    budget: {
      steps: defaultBudget.templateSteps,
      outputCharacters: defaultBudget.outputCharacters,
      milliseconds: defaultBudget.templateMs,
    },
    elapsed: io.elapsed,
    cache: new TemplateCache(),
  }
  const input = await io.readInput()
  for (const line of input.split('\n')) {
    if (line.trim() === '') continue
    const call = parsedCall(line)
    if ('error' in call) {
      io.write(JSON.stringify(call))
      continue
    }
    const rendered = renderTemplate({ ...call, profile }, environment)
    if (rendered.ok) {
      io.write(JSON.stringify({ output: rendered.output }))
      continue
    }
    const { code, message, line: at, column } = rendered.problem
    io.write(JSON.stringify({ error: { code, message, line: at, column } }))
  }
  return 0
}

function parsedCall(line: string): TemplateCall | { error: { code: string; message: string } } {
  try {
    const value: unknown = JSON.parse(line)
    if (
      typeof value === 'object' &&
      value !== null &&
      'template' in value &&
      typeof value.template === 'string'
    ) {
      return value as TemplateCall // JSON with a template; what else is there is read as JSON
    }
    return {
      error: { code: 'input/no-template', message: 'The line is no object with a template.' },
    }
  } catch (error) {
    if (error instanceof SyntaxError)
      return {
        error: { code: 'input/not-json', message: `The line is not JSON: ${jsonFault(line)}.` },
      }
    throw error
  }
}
