import { isLongerThan } from '../queries/utf8.ts'
import { quotaReached, quotas } from '../queries/quotas.ts'
import { limitExceeded, text } from './account.ts'
import type { JsonObject } from './account.ts'

/** Refuse a document that is larger than the service reads. Throws `ServiceRefusal`. */
export function checkImportFile(input: JsonObject): void {
  if (!isLongerThan(text(input['body']) ?? '', quotas.importFile.most)) return
  throw limitExceeded(quotaReached('importFile'))
}
