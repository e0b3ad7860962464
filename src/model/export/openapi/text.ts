import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { Api } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { yamlDocument, yamlText } from '../yamlText.ts'
import type { Extensions } from './extensions.ts'
import { httpApiDocument } from './http/write.ts'
import type { Dialect } from './writer.ts'
import { originalOf } from './original.ts'
import { validDocument } from './valid.ts'
import { openApiDocument } from './write.ts'
import type { OpenApiOptions, WrittenDocument } from './write.ts'

/** How an API is written as a document. */
export interface OpenApiTextOptions {
  readonly dialect: Dialect
  readonly format: 'json' | 'yaml'
  /** All unless given. */
  readonly extensions?: readonly Extensions[]
  /** The stage that addresses name; the first one unless given. */
  readonly stageName?: string
  /** Give back what an import kept beside the model. True unless given. */
  readonly retain?: boolean
  /** ISO 8601: stands for the version of an API that has none. */
  readonly createdDate?: string
  /** The API was opened from a document of its own, not from one in a template. */
  readonly isFile: boolean
}

/** The document of an API of one protocol. */
type DocumentWriter<A extends Api> = (api: A, options: OpenApiOptions) => Result<WrittenDocument>

const writers = {
  REST: (api, options) => {
    const { document, problems } = openApiDocument(api, options)
    return ok({ document, problems }, problems)
  },
  HTTP: (api, options) => {
    if (options.dialect === 'openapi-3.0') {
      const { document, problems } = httpApiDocument(api, options)
      return ok({ document, problems }, problems)
    }
    const message = 'HTTP APIs are exported as OpenAPI 3.0, not as Swagger 2.0.'
    return fail('export/protocol', message, ['apis', api.id])
  },
  WEBSOCKET: (api) => {
    const message = 'WebSocket APIs have no OpenAPI definition: the service exports none.'
    return fail('export/protocol', message, ['apis', api.id])
  },
} satisfies { [P in Api['protocol']]: DocumentWriter<Extract<Api, { protocol: P }>> }

/** An API as the text of an OpenAPI document. */
export function openApiText(api: Api, given: OpenApiTextOptions): Result<string> {
  const { dialect, retain = true, createdDate = '1.0' } = given
  // each writer takes the APIs of its own protocol, which the registry's type holds
  const write = writers[api.protocol] as DocumentWriter<Api>
  const written = write(api, {
    dialect,
    extensions: new Set(given.extensions ?? ['apigateway', 'authorizers', 'documentation']),
    retain,
    stageName: given.stageName ?? Object.keys(api.stages)[0],
    createdDate,
    region: 'us-east-1',
  })
  if (!written.ok) return written
  const source = given.isFile ? originalOf(api, dialect) : undefined
  const document = retain
    ? validDocument(written.value.document, dialect, createdDate, source)
    : written.value.document
  const text = given.format === 'yaml' ? yamlText(yamlDocument(document)) : jsonText(document)
  return ok(text, written.problems)
}

function jsonText(value: Json): string {
  return JSON.stringify(value, null, 2) + '\n'
}
