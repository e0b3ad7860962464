import type { RestApi } from '../../schema/restApi.ts'
import { readOpenApi } from '../openapi/read.ts'
import { readHttpApi } from '../openapi/http/read.ts'
import type { ImportOptions } from '../options.ts'
import { readText } from '../readText.ts'
import type { ReadDocument } from '../readText.ts'
import type { Result } from '../../result.ts'
import { own } from '../../operations/within.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { Stack } from './stack.ts'
import type { JsonObject } from './intrinsics.ts'
import { documentOf } from './properties.ts'
import { asObject, asText } from './template.ts'

/** The OpenAPI document of an API: the one in the template, else the one in S3 when that is known. */
export function bodyOfApi(properties: JsonObject, stack: Stack): string | undefined {
  const location = asObject(properties['BodyS3Location'])
  const key = `${asText(location['Bucket']) ?? ''}/${asText(location['Key']) ?? ''}`
  const stored = own(stack.options.s3 ?? {}, key)
  if (properties['BodyS3Location'] !== undefined && stored === undefined) {
    stack.remark(
      'body',
      `The body of the API lies in S3 (${key}) and is not in the template.`,
      'BodyS3Location',
    )
  }
  return documentOf(properties['Body']) ?? stored
}

type BasePath = NonNullable<ImportOptions['basepath']>

function isBasePath(text: string | undefined): text is BasePath {
  return text === 'prepend' || text === 'split' || text === 'ignore'
}

/** Read a document in a template with one of the readers. What is wrong with it is reported at its place in the template. */
function readBody<T>(
  stack: Stack,
  text: string,
  basepath: string | undefined,
  reader: (document: ReadDocument, options: ImportOptions) => Result<T>,
): T | undefined {
  const read = readText(text)
  const { nextId } = stack.options.environment
  const result = read.ok
    ? reader(read.value, { nextId, ...(isBasePath(basepath) && { basepath }) })
    : read
  for (const { message, severity, pointer } of result.problems) {
    const place = pointer
      ?.split('/')
      .slice(1)
      .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    stack.remark(
      severity === 'info' ? 'body-detail' : 'body',
      message,
      stack.bodyProperty,
      ...(place ?? []),
    )
  }
  return result.ok ? result.value : undefined
}

/** The REST API of an OpenAPI document in a template. */
export function importedOpenApi(
  stack: Stack,
  text: string,
  basepath?: string,
): RestApi | undefined {
  const design = readBody(stack, text, basepath, readOpenApi)
  const [api] = Object.values(design?.apis ?? {})
  return api?.protocol === 'REST' ? api : undefined
}

/** The HTTP API of an OpenAPI document in a template. */
export function importedHttpApi(
  stack: Stack,
  text: string,
  properties: JsonObject,
): HttpApi | undefined {
  const basepath = asText(properties['BasePath'])?.toLowerCase()
  return readBody(stack, text, basepath, readHttpApi)
}
