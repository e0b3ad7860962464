import type { RestApi } from '../../schema/restApi.ts'
import { readOpenApi } from '../openapi/read.ts'
import { readText } from '../readText.ts'
import type { Stack } from './deploy.ts'

/** The API of an OpenAPI document in a template; what is wrong with it is told of the template. */
export function importedOpenApi(stack: Stack, text: string): RestApi | undefined {
  const read = readText(text)
  const result = read.ok
    ? readOpenApi(read.value, { nextId: stack.options.environment.nextId })
    : read
  for (const problem of result.problems) stack.remark('body', problem.message, 'Body')
  const [api] = result.ok ? Object.values(result.value.apis) : []
  return api?.protocol === 'REST' ? api : undefined
}
