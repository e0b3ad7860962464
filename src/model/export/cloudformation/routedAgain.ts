import { carriedOut } from '../../import/cloudformation/read.ts'
import { logicalIdsOf } from '../../import/cloudformation/logicalIds.ts'
import { own } from '../../operations/within.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import { isObject } from './merge.ts'
import type { OpenedApi } from './plannedEdit.ts'
import type { RoutedWriter } from './template.ts'

type RoutedApi = RoutedWriter['api']

/** One HTTP or WebSocket API of an opened template, as it is written before and after the edits. */
export interface RoutedEdit extends OpenedApi<RoutedApi> {
  readonly was: RoutedWriter
  readonly is: RoutedWriter | undefined
}

/** An HTTP or WebSocket API as a template makes it. */
export interface RoutedAgain {
  readonly design: Design
  readonly api: RoutedApi
}

/** The HTTP or WebSocket API that a template makes under a logical id. */
export function routedAgain(
  template: Json,
  seed: string,
  apiLogicalId: string,
): RoutedAgain | undefined {
  const { things, account } = carriedOut(isObject(template) ? template : {}, '', seed)
  const ids = logicalIdsOf(things)
  const id = Object.keys(ids).find((apiId) => ids[apiId]?.[apiId] === apiLogicalId)
  const api = own(account.design.apis, id ?? '')
  return api && api.protocol !== 'REST' ? { design: account.design, api } : undefined
}
