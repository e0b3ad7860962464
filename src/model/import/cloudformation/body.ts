import type { Problem } from '../../result.ts'
import type { RestApi } from '../../schema/restApi.ts'
import { readHttpApi } from '../openapi/http/read.ts'
import { readOpenApi } from '../openapi/read.ts'
import type { ImportOptions } from '../options.ts'
import { readText } from '../readText.ts'
import { own } from '../../operations/within.ts'
import type { HttpApi } from '../../schema/v2/apis.ts'
import type { Stack } from './deploy.ts'
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

/** The API of an OpenAPI document in a template; what is wrong with it is told of the template. */
export function importedOpenApi(
  stack: Stack,
  text: string,
  basepath?: string,
): RestApi | undefined {
  const read = readText(text)
  const result = read.ok ? readOpenApi(read.value, optionsOf(stack, basepath)) : read
  reportProblems(stack, result.problems)
  const [api] = result.ok ? Object.values(result.value.apis) : []
  return api?.protocol === 'REST' ? api : undefined
}

/** Read the OpenAPI document of an HTTP API. Its problems are reported at their place in the template. */
export function importedHttpApi(
  stack: Stack,
  text: string,
  basepath: string | undefined,
): HttpApi | undefined {
  const read = readText(text)
  const result = read.ok ? readHttpApi(read.value, optionsOf(stack, basepath)) : read
  reportProblems(stack, result.problems)
  return result.ok ? result.value : undefined
}

function optionsOf(stack: Stack, basepath: string | undefined): ImportOptions {
  return {
    nextId: stack.options.environment.nextId,
    ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && { basepath }),
  }
}

function reportProblems(stack: Stack, problems: readonly Problem[]): void {
  for (const { message, severity, pointer } of problems) {
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
}
