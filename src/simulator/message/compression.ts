import { Gunzip, Unzlib, gzipSync, zlibSync } from 'fflate'
import { isStreamed } from '../../model/index.ts'
import { endsWithSum } from './checksums.ts'
import { GatewayFailure } from '../exchange/failure.ts'
import { integrationOf } from '../pipeline/rest/exchange.ts'
import type { RestExchange } from '../pipeline/rest/exchange.ts'
import { headerValue } from './headers.ts'
import { Payload } from './payload.ts'
import type { StepDraft } from '../exchange/recorder.ts'

/** Bytes that are unpacked at a time: what comes out of so few cannot fill the memory before it is counted. */
const slice = 16_384

/** The body of a request whose Content-Encoding says that it is packed. Source: developer guide, payload compression. */
export function decompressed(exchange: RestExchange, draft: StepDraft): Payload {
  const coding = headerValue(exchange.headers, 'Content-Encoding')?.trim().toLowerCase() ?? ''
  const { sentBody } = exchange
  if (coding === '' || coding === 'identity' || sentBody.length === 0) return sentBody
  const limit = exchange.environment.budget.bodyBytes
  const unpacked =
    coding === 'gzip' || coding === 'deflate' ? unpack(sentBody.bytes, coding, limit) : undefined
  if (!unpacked) {
    throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE', 415, 'Unsupported Media Type', {
      problems: [
        {
          code: 'request/content-encoding',
          message:
            coding === 'gzip' || coding === 'deflate'
              ? `The body is not what its Content-Encoding ${coding} says, or it is larger than ${limit} bytes when it is unpacked.`
              : `The Content-Encoding ${JSON.stringify(coding.slice(0, 60))} is none that the service unpacks: it knows gzip, deflate and identity.`,
          severity: 'error',
          at: draft.at,
        },
      ],
    })
  }
  draft.decide(
    `The body is unpacked: ${sentBody.length} bytes of ${coding} become ${unpacked.length}`,
    undefined,
    'Payload compression',
  )
  return Payload.ofBytes(unpacked)
}

function unpack(
  bytes: Uint8Array,
  coding: 'gzip' | 'deflate',
  limit: number,
): Uint8Array | undefined {
  const chunks: Uint8Array[] = []
  let length = 0
  const take = (chunk: Uint8Array) => {
    chunks.push(chunk)
    length += chunk.length
  }
  // a body may be several packings, one behind the other: each ends with its own sum
  let lastMember = 0
  const stream = coding === 'gzip' ? new Gunzip(take) : new Unzlib(take)
  if (stream instanceof Gunzip) {
    stream.onmember = () => {
      lastMember = chunks.length
    }
  }
  try {
    for (let from = 0; from < bytes.length; from += slice) {
      stream.push(bytes.slice(from, from + slice), from + slice >= bytes.length)
      if (length > limit) return undefined
    }
  } catch (error) {
    // what the unpacker throws speaks of the bytes, which the client sent
    if (error instanceof Error) return undefined
    throw error
  }
  if (!endsWithSum(bytes, coding, chunks.slice(lastMember))) return undefined
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Pack the answer where the API is set to, the client asks for it and the body is large enough. */
export function compressAnswer(exchange: RestExchange, draft: StepDraft): void {
  const minimum = exchange.api.minimumCompressionSize
  if (minimum === undefined || exchange.isTest) return
  const at = ['apis', exchange.call.apiId, 'minimumCompressionSize']
  const { responseBody } = exchange
  const coding = preferredCoding(headerValue(exchange.headers, 'Accept-Encoding'))
  if (coding === undefined || responseBody.length === 0) return
  if (isStreamed(integrationOf(exchange).integration)) {
    draft.decide('The answer is not packed: it is streamed', at, 'Response streaming')
    return
  }
  if (headerValue(exchange.responseHeaders, 'Content-Encoding') !== undefined) {
    draft.decide('The answer is not packed: it has a Content-Encoding already', at)
    return
  }
  if (responseBody.length < minimum) {
    draft.decide(
      `The answer is not packed: its ${responseBody.length} bytes are fewer than ${minimum}`,
      at,
      'Payload compression',
    )
    return
  }
  const { bytes } = responseBody
  exchange.responseBody = Payload.ofBytes(
    coding === 'gzip' ? gzipSync(bytes, { mtime: 0 }) : zlibSync(bytes),
  )
  exchange.responseHeaders = [...exchange.responseHeaders, ['Content-Encoding', coding]]
  draft.decide(
    `The answer is packed with ${coding}: ${responseBody.length} bytes become ${exchange.responseBody.length}`,
    at,
    'Payload compression',
  )
}

/** The coding that an Accept-Encoding puts first, where it is one that the service packs with. */
export function preferredCoding(accepted: string | undefined): 'gzip' | 'deflate' | undefined {
  const asked = (accepted ?? '')
    .split(',')
    .map((entry, i) => {
      const [name = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase())
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
      return { name, weight: weight === undefined ? 1 : Number(weight), i }
    })
    .filter(({ name, weight }) => name !== '' && weight > 0)
    .sort((left, right) => right.weight - left.weight || left.i - right.i)
  const first = asked[0]?.name
  return first === 'gzip' || first === 'deflate' ? first : undefined
}
