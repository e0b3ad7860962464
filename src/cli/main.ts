import { check } from './check.ts'
import { conformance } from './conformance.ts'
import { convert } from './convert.ts'
import { invoke } from './invoke.ts'
import { UsageError } from './io.ts'
import type { Command, CommandIo } from './io.ts'
import { render } from './render.ts'

/** The commands of the companion. */
export const commands: Readonly<Record<string, { readonly usage: string; readonly run: Command }>> =
  {
    render: { usage: 'render [--profile aws|plain] < templates', run: render },
    invoke: {
      usage:
        'invoke INPUT [--api NAME] [--stage NAME] [--trace] [--backend FILE] [--seed N] [--now ISO] < requests',
      run: invoke,
    },
    convert: {
      usage:
        'convert INPUT --to design|openapi-3.0|swagger-2.0|cloudformation|sam [--protocol REST|HTTP] [--format json|yaml] [--extensions …] [--api NAME] [--seed N] [--now ISO] [--out FILE]',
      run: convert,
    },
    check: { usage: 'check INPUT [--json]', run: check },
    conformance: {
      usage: 'conformance DIR [--class NAME] [--json] [--list-failures]',
      run: conformance,
    },
  }

/** Commands that are promised and not built yet. */
const promised: ReadonlySet<string> = new Set(['test', 'serve'])

/** Run the companion. Resolves with the exit code: 2 for what the caller did wrong. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name = '', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command && promised.has(name)) {
    io.writeError(`The command ${name} is not built yet.`)
    return 2
  }
  if (!command) {
    const usage = Object.values(commands).map((each) => `  gatewright ${each.usage}`)
    io.writeError(
      [
        name === '' || name === '--help' ? 'Usage:' : `There is no command ${name}. Usage:`,
        ...usage,
      ].join('\n'),
    )
    return name === '--help' ? 0 : 2
  }
  try {
    return await command.run(rest, io)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    io.writeError(error.message)
    return 2
  }
}
