/** What a command takes from the world. */
export interface CommandIo {
  /** The whole of standard input. */
  readonly readInput: () => Promise<string>
  /** Files and folders that cannot be read or written are a `UsageError`. */
  readonly readFile: (path: string) => string
  readonly writeFile: (path: string, text: string) => void
  readonly listFolder: (path: string) => readonly string[]
  readonly isFolder: (path: string) => boolean
  readonly exists: (path: string) => boolean
  /** One line on standard output. */
  readonly write: (line: string) => void
  /** One line on standard error. */
  readonly writeError: (line: string) => void
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number
  readonly random: () => number
}

/** A command: its arguments to its exit code. */
export type Command = (args: readonly string[], io: CommandIo) => Promise<number>

/** Something that the caller of a command did wrong: printed, exit code 2. */
export class UsageError extends Error {}

/** Arguments by their kind: `--name value` for the names that take one, `--name` for switches, the rest in order. */
export function parseArguments(
  args: readonly string[],
  names: { readonly values: readonly string[]; readonly switches: readonly string[] },
): {
  readonly values: ReadonlyMap<string, string>
  readonly switches: ReadonlySet<string>
  readonly rest: readonly string[]
} {
  const values = new Map<string, string>()
  const switches = new Set<string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (!arg.startsWith('--')) {
      rest.push(arg)
      continue
    }
    const [name = '', inline] = arg.slice(2).split(/=(.*)/s)
    if (names.switches.includes(name)) switches.add(name)
    else if (names.values.includes(name)) {
      const value = inline ?? args[++i]
      if (value === undefined) throw new UsageError(`--${name} requires a value`)
      values.set(name, value)
    } else throw new UsageError(`there is no option --${name}`)
  }
  return { values, switches, rest }
}
