import { refusedSchemaValue } from '../../../model/index.ts'
import { jsonCause } from './jsonCause.ts'

/** Why a text is not a JSON Schema that API Gateway stores, with line and column; `undefined` when no value of it is at fault. */
export function schemaCause(text: string): string | undefined {
  const notJson = jsonCause(text)
  if (notJson !== undefined) return notJson
  const refused = refusedSchemaValue(text)
  if (!refused) return undefined
  const { path, line, column } = refused
  const where = `at line ${line}, column ${column}`
  return path.length === 0
    ? `The schema is not a JSON object ${where}.`
    : `The value of ${path.join('.')} ${where} is not valid in JSON Schema draft 4.`
}
