import type { Address } from '../../../model/index.ts'
import type { ContextValue } from '../../context/index.ts'
import type { HeaderList } from '../../trace.ts'
import { contextOf } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { MappingSources } from './expressions.ts'
import { methodHeaders } from './methodHeaders.ts'

/** What the mappings of a run may read. Headers and `$context` are worked out only where a mapping reads them. */
export class ExchangeSources implements MappingSources {
  readonly query: MappingSources['query']
  readonly pathParameters: Readonly<Record<string, string>>
  readonly stageVariables: Readonly<Record<string, string>>
  readonly body: () => string
  readonly at: Address
  private readonly exchange: RestExchange
  private readonly answerHeaders: HeaderList | undefined

  /** `answerHeaders`: those of the backend's answer; absent: the mappings read the method request. */
  constructor(
    exchange: RestExchange,
    answerHeaders: HeaderList | undefined,
    body: () => string,
    at: Address = [],
  ) {
    this.exchange = exchange
    this.answerHeaders = answerHeaders
    this.query = exchange.query
    this.pathParameters = exchange.pathParameters
    this.stageVariables = exchange.stageVariables
    this.body = body
    this.at = at
  }

  get headers(): HeaderList {
    return this.answerHeaders ?? methodHeaders(this.exchange)
  }

  get context(): Readonly<Record<string, ContextValue>> {
    return contextOf(this.exchange)
  }
}
