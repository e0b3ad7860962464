import { strictUtf8Text, utf8Bytes, utf8Text } from '../context/index.ts'

/** Units of a text up to which its bytes are counted; a longer one is written as bytes sooner. */
const counted = 4096

/** A body on its way: its bytes, its text and its size, each worked out when it is first asked for, and then kept. */
export class Payload {
  private knownBytes: Uint8Array | undefined
  /** `null` where the bytes are not UTF-8. */
  private knownText: string | null | undefined
  private knownLength: number | undefined

  private constructor(bytes: Uint8Array | undefined, text: string | undefined) {
    this.knownBytes = bytes
    this.knownText = text
    this.knownLength = bytes?.length
  }

  /** The payload of a text. A lone surrogate becomes a question mark, as in the bytes. */
  static ofText(text: string): Payload {
    const isWhole = !/[\ud800-\udfff]/.test(text) || !/\p{Surrogate}/u.test(text)
    return new Payload(undefined, isWhole ? text : text.replace(/\p{Surrogate}/gu, '?'))
  }

  static ofBytes(bytes: Uint8Array): Payload {
    return new Payload(bytes, undefined)
  }

  get bytes(): Uint8Array {
    return (this.knownBytes ??= utf8Bytes(this.knownText ?? ''))
  }

  /** The text, or `undefined` where the bytes are not UTF-8. */
  get strictText(): string | undefined {
    if (this.knownText === undefined) this.knownText = strictUtf8Text(this.bytes) ?? null
    return this.knownText ?? undefined
  }

  /** The text; what is not UTF-8 becomes replacement characters. */
  get text(): string {
    return this.strictText ?? utf8Text(this.bytes)
  }

  /** The text, where it is known and has so few units that it cannot have more than some bytes. */
  shortText(mostBytes: number): string | undefined {
    const text = this.knownText
    return typeof text === 'string' && text.length * 3 <= mostBytes ? text : undefined
  }

  /** How many bytes there are. */
  get length(): number {
    return (this.knownLength ??= this.measured())
  }

  private measured(): number {
    const text = this.knownText ?? ''
    return text.length > counted ? this.bytes.length : utf8Length(text)
  }

  /** The payload as text alone: itself, where it is UTF-8. */
  asText(): Payload {
    return this.strictText === undefined ? Payload.ofText(this.text) : this
  }
}

export const emptyPayload = Payload.ofText('')

/** How many bytes a text has in UTF-8; a lone surrogate has one. */
export function utf8Length(text: string): number {
  let length = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x80) continue
    if (unit < 0x800) length++
    else if (unit < 0xd800 || unit > 0xdfff) length += 2
    else if (unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      length += 2
      i++
    }
  }
  return length
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
