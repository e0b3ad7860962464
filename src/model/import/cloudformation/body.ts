import type { RestApi } from '../../schema/restApi.ts'
import { readOpenApi } from '../openapi/read.ts'
import { readText } from '../readText.ts'
import type { Stack } from './deploy.ts'

/** The API of an OpenAPI document in a template; what is wrong with it is told of the template. */
export function importedOpenApi(
  stack: Stack,
  text: string,
  basepath?: string,
): RestApi | undefined {
  const read = readText(text)
  const result = read.ok
    ? readOpenApi(read.value, {
        nextId: stack.options.environment.nextId,
        ...((basepath === 'prepend' || basepath === 'split' || basepath === 'ignore') && {
          basepath,
        }),
      })
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
  const [api] = result.ok ? Object.values(result.value.apis) : []
  return api?.protocol === 'REST' ? api : undefined
}
