/** The first 32 bits of the fractional parts of a power of the primes, as SHA-256 takes its constants. */
function primeFractions(count: number, power: number): number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
  }
  return primes.map((prime) => {
    const root = prime ** power
    return Math.floor((root - Math.floor(root)) * 0x100000000)
  })
}

const rotated = (value: number, by: number) => (value >>> by) | (value << (32 - by))

/** SHA-256 of some bytes. Source: FIPS 180-4. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const constants = primeFractions(64, 1 / 3)
  const state = primeFractions(8, 1 / 2)
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000))
  view.setUint32(padded.length - 4, (bytes.length << 3) >>> 0)
  const words = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 64; i++) {
      if (i < 16) words[i] = view.getInt32(block + i * 4)
      else words[i] = mixedWord(words, i)
    }
    const sums = compressed(state, words, constants)
    for (let i = 0; i < 8; i++) state[i] = ((state[i] ?? 0) + (sums[i] ?? 0)) | 0
  }
  const digest = new Uint8Array(32)
  const out = new DataView(digest.buffer)
  state.forEach((value, i) => out.setInt32(i * 4, value))
  return digest
}

function mixedWord(words: Int32Array, i: number): number {
  const early = words[i - 15] ?? 0
  const late = words[i - 2] ?? 0
  const first = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3)
  const second = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10)
  return ((words[i - 16] ?? 0) + first + (words[i - 7] ?? 0) + second) | 0
}

function compressed(
  state: readonly number[],
  words: Int32Array,
  constants: readonly number[],
): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const upper = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + upper + choice + (constants[i] ?? 0) + (words[i] ?? 0)) | 0
    const lower = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const majority = (a & b) ^ (a & c) ^ (b & c)
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + lower + majority) | 0]
  }
  return [a, b, c, d, e, f, g, h]
}
