/** A character as Jackson, the parser of Lambda, names it. */
function named(unit: string): string {
  const code = unit.charCodeAt(0)
  return code < 32 ? `(CTRL-CHAR, code ${code})` : `'${unit}' (code ${code})`
}

/** Why a text is not JSON, and where. */
interface JsonFault {
  readonly reason: string
  readonly offset: number
}

const startOfValue = `(JSON String, Number, Array, Object or token 'null', 'true' or 'false')`

/** Finds the first fault of a text that is not JSON. The text is read level by level, so that depth is no limit. */
class FaultFinder {
  private readonly text: string
  private at = 0
  /** The objects and lists around the place. */
  private readonly open: ('Object' | 'Array')[] = []

  constructor(text: string) {
    this.text = text
  }

  find(): JsonFault | undefined {
    for (;;) {
      const fault = this.value()
      if (fault) return fault
      const ended = this.afterValue()
      if (ended !== 'next') return ended === 'end' ? undefined : ended
    }
  }

  private fault(reason: string, offset = this.at): JsonFault {
    return { reason, offset }
  }

  private skipBlanks(): string | undefined {
    while (/[ \t\r\n]/.test(this.text[this.at] ?? '')) this.at++
    return this.text[this.at]
  }

  private endOfInput(): JsonFault {
    const around = this.open.at(-1)
    const what = around ? `expected close marker for ${around}` : 'no content to map'
    return this.fault(`Unexpected end-of-input: ${what}`)
  }

  /** One value; of an object or a list its beginning, up to the first value in it. */
  private value(): JsonFault | undefined {
    for (;;) {
      const unit = this.skipBlanks()
      if (unit === undefined) return this.endOfInput()
      if (unit === '"') return this.string()
      if (unit === '[') {
        this.open.push('Array')
        this.at++
        if (this.skipBlanks() === ']') return undefined
      } else if (unit === '{') {
        this.open.push('Object')
        this.at++
        if (this.skipBlanks() === '}') return undefined
        const fault = this.name()
        if (fault) return fault
      } else return this.scalar(unit)
    }
  }

  private name(): JsonFault | undefined {
    const unit = this.skipBlanks()
    if (unit === undefined) return this.endOfInput()
    if (unit !== '"') {
      return this.fault(
        `Unexpected character (${named(unit)}): was expecting double-quote to start field name`,
      )
    }
    const fault = this.string()
    if (fault) return fault
    const colon = this.skipBlanks()
    if (colon === undefined) return this.endOfInput()
    if (colon !== ':') {
      return this.fault(
        `Unexpected character (${named(colon)}): was expecting a colon to separate field name and value`,
      )
    }
    this.at++
    return undefined
  }

  private string(): JsonFault | undefined {
    for (this.at++; ; this.at++) {
      const unit = this.text[this.at]
      if (unit === undefined) {
        return this.fault('Unexpected end-of-input: was expecting closing quote for a string value')
      }
      if (unit === '"') {
        this.at++
        return undefined
      }
      if (unit < ' ') {
        return this.fault(
          `Illegal unquoted character (${named(unit)}): has to be escaped using backslash to be included in string value`,
        )
      }
      if (unit !== '\\') continue
      const escaped = this.text[++this.at]
      if (escaped === undefined) return this.endOfInput()
      if (escaped === 'u') {
        const hex = this.text.slice(this.at + 1, this.at + 5)
        if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
          return this.fault(
            'Unexpected character: expected a hex-digit for character escape sequence',
          )
        }
        this.at += 4
      } else if (!'"\\/bfnrt'.includes(escaped)) {
        return this.fault(`Unrecognized character escape ${named(escaped)}`)
      }
    }
  }

  private scalar(unit: string): JsonFault | undefined {
    const scalar = this.match(
      /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w$.])/y,
    )
    if (scalar !== undefined) {
      this.at += scalar.length
      return undefined
    }
    const token = this.match(/[A-Za-z_$][\w$]*/y)
    if (token !== undefined) {
      const reason = `Unrecognized token '${token.slice(0, 100)}': was expecting ${startOfValue}`
      return this.fault(reason, this.at + token.length)
    }
    return this.fault(
      `Unexpected character (${named(unit)}): expected a valid value ${startOfValue}`,
    )
  }

  /** The text that a sticky pattern matches here. */
  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    return pattern.exec(this.text)?.[0]
  }

  /** What follows a value: another one, the end of what is around it, or the end of the text. */
  private afterValue(): 'next' | 'end' | JsonFault {
    for (;;) {
      const unit = this.skipBlanks()
      const around = this.open.at(-1)
      if (around === undefined) {
        if (unit === undefined) return 'end'
        return this.fault(
          `Unexpected character (${named(unit)}): was expecting the end of the payload`,
        )
      }
      if (unit === undefined) return this.endOfInput()
      if (unit === (around === 'Object' ? '}' : ']')) {
        this.open.pop()
        this.at++
      } else if (unit !== ',') {
        return this.fault(
          `Unexpected character (${named(unit)}): was expecting comma to separate ${around} entries`,
        )
      } else {
        this.at++
        return (around === 'Object' ? this.name() : undefined) ?? 'next'
      }
    }
  }
}

/** Characters of the payload that an error shows. */
const shownCharacters = 500

/**
 * What the parser of Lambda says of a text that is not JSON, with the place; `undefined` for JSON.
 * Its words are those of public recordings as far as there are any.
 */
export function jsonRefusal(text: string): string | undefined {
  if (isJson(text)) return undefined
  const fault = new FaultFinder(text).find() ?? { reason: 'Unexpected content', offset: 0 }
  const before = text.slice(0, fault.offset).split('\n')
  const column = (before.at(-1)?.length ?? 0) + 1
  const more = text.length - shownCharacters
  const shown = text.slice(0, shownCharacters) + (more > 0 ? `"[truncated ${more} bytes]` : '"')
  return `${fault.reason}\n at [Source: (byte[])"${shown}; line: ${before.length}, column: ${column}]`
}

/** True for a text that `JSON.parse` reads. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
