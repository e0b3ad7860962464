// The sums that packed bodies end with, over what they unpack to. Source: RFC 1950, RFC 1952.

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

function crc32(chunks: readonly Uint8Array[]): number {
  let sum = -1
  for (const chunk of chunks) {
    for (const byte of chunk) sum = (sum >>> 8) ^ (crcTable[(sum ^ byte) & 0xff] ?? 0)
  }
  return ~sum >>> 0
}

function adler32(chunks: readonly Uint8Array[]): number {
  let [low, high] = [1, 0]
  for (const chunk of chunks) {
    for (const byte of chunk) {
      low = (low + byte) % 65_521
      high = (high + low) % 65_521
    }
  }
  return ((high << 16) | low) >>> 0
}

const lengthOf = (chunks: readonly Uint8Array[]) =>
  chunks.reduce((sum, { length }) => sum + length, 0)

/** Bytes of a packing's head and end; fewer than both are none. */
const least = { gzip: 18, deflate: 6 }

/** Whether packed bytes end with the sum, and for gzip with the length, of what they unpacked to. `chunks`: for gzip, those of its last member. */
export function endsWithSum(
  packed: Uint8Array,
  coding: 'gzip' | 'deflate',
  chunks: readonly Uint8Array[],
): boolean {
  const { length } = packed
  if (length < least[coding]) return false
  const end = new DataView(packed.buffer, packed.byteOffset, length)
  if (coding === 'deflate') return end.getUint32(length - 4) === adler32(chunks)
  return (
    end.getUint32(length - 4, true) === lengthOf(chunks) >>> 0 &&
    end.getUint32(length - 8, true) === crc32(chunks)
  )
}
