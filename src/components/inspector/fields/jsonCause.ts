import { jsonErrorOffset } from '../../../model/index.ts'

/** The same for a field that may be empty. */
export function optionalJsonCause(text: string): string | undefined {
  return text.trim() === '' ? undefined : jsonCause(text)
}

/** Why a text is not JSON, with line and column; `undefined` when it is JSON. */
export function jsonCause(text: string): string | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const offset = jsonErrorOffset(text)
  const lines = text.slice(0, offset).split('\n')
  const found = text.charAt(offset)
  const what = found === '' ? 'the text ends too early' : `unexpected ${found}`
  return `Not valid JSON: ${what} at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}.`
}
