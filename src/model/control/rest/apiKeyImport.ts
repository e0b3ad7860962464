import { putApiKey, putUsagePlan } from '../../operations/access.ts'
import { quotaReached, quotas } from '../../queries/quotas.ts'
import { fail, ok } from '../../result.ts'
import type { Result } from '../../result.ts'
import type { ApiKey } from '../../schema/access.ts'
import type { Design } from '../../schema/design.ts'
import {
  badRequest,
  dateOf,
  flag,
  limitExceeded,
  own,
  text,
  withDesign,
  withNote,
} from '../account.ts'
import { done } from './done.ts'
import type { ControlEnvironment, Operation } from '../account.ts'
import { csvRows } from './csv.ts'
import { checkImportFile } from '../documents.ts'

/** A row of the file, by the names of its columns in small letters. */
type Row = ReadonlyMap<string, string>

/** Source: developer guide, API key file format. The names of columns may be written in any case; others are left out. */
const requiredColumns = ['name', 'key'] as const

/** The rows of a file of API keys. Throws `ServiceRefusal` where it lacks a column; the wording is formed here. */
function rowsOf(body: string): Row[] {
  const [header = [], ...rows] = csvRows(body)
  const columns = header.map((name) => name.trim().toLowerCase())
  const missing = requiredColumns.filter((name) => !columns.includes(name))
  if (missing.length > 0) {
    throw badRequest(`Invalid API key file: there is no column ${missing.join(' and no column ')}`)
  }
  if (rows.length > quotas.apiKeys.most) throw limitExceeded(quotaReached('apiKeys'))
  return rows.map((row) => new Map(columns.map((name, i) => [name, row[i] ?? ''])))
}

/** A key of the account, changed or made by a row: keys are the same where their values are. */
function keyOf(design: Design, row: Row, environment: ControlEnvironment): ApiKey {
  const value = row.get('key') ?? ''
  const before = Object.values(design.access.apiKeys).find((key) => key.value === value)
  const [name, description] = [row.get('name'), row.get('description')]
  return {
    id: before?.id ?? environment.nextId(),
    value,
    enabled: flag(row.get('enabled')?.toLowerCase()) ?? true,
    tags: before?.tags ?? {},
    ...(name && { name }),
    ...(description && { description }),
    ...(before?.customerId !== undefined && { customerId: before.customerId }),
  }
}

/** The design with the key of a row in it and in its usage plans, or why there cannot be one. */
function withRow(design: Design, key: ApiKey, row: Row): Result<Design> {
  const planIds = (row.get('usageplanids') ?? '').split(',').map((id) => id.trim())
  return planIds
    .filter((id) => id !== '')
    .reduce<Result<Design>>(
      (before, id) => (before.ok ? withPlanKey(before.value, id, key.id) : before),
      putApiKey(design, { key }),
    )
}

function withPlanKey(design: Design, planId: string, keyId: string): Result<Design> {
  const plan = own(design.access.usagePlans, planId)
  if (!plan) {
    const at = ['access', 'usagePlans', planId]
    return fail('usage-plan/not-found', 'Invalid Usage Plan ID specified', at)
  }
  if (plan.keyIds.includes(keyId)) return ok(design)
  return putUsagePlan(design, { plan: { ...plan, keyIds: [...plan.keyIds, keyId] } })
}

/** The management call that makes API keys of a file. What is wrong with a row is a warning, and the row is left out. */
export const apiKeyImportOperations = {
  ImportApiKeys: {
    status: 201,
    run: (account, input, environment) => {
      checkImportFile(input)
      const ids = new Set<string>()
      const warnings: string[] = []
      let next = account
      for (const [i, row] of rowsOf(text(input['body']) ?? '').entries()) {
        const key = keyOf(next.design, row, environment)
        const result = withRow(next.design, key, row)
        const [problem] = result.problems
        if (!result.ok && problem && !problem.code.startsWith('quota/')) {
          warnings.push(`Row ${i + 1}: ${problem.message}`)
          continue
        }
        const date = dateOf(environment)
        const isNew = !own(next.design.access.apiKeys, key.id)
        const note = isNew ? { createdDate: date } : { lastUpdatedDate: date }
        next = withNote(withDesign(next, done(result)), ['access', 'apiKeys', key.id], note)
        ids.add(key.id)
      }
      if (flag(input['failOnWarnings']) === true && warnings.length > 0) {
        throw badRequest(warnings.join('; '))
      }
      return { account: next, body: { ids: [...ids], warnings } }
    },
  },
} satisfies { readonly [name: string]: Operation }
