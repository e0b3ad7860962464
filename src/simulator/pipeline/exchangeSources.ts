import type { Address } from '../../model/index.ts'
import type { ContextValue } from '../context/index.ts'
import type { HeaderList } from '../trace.ts'
import { contextOf } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import type { MappingSources } from './expressions.ts'

/** What the mappings of a run may read. `$context` is worked out only where a mapping reads it. */
export class ExchangeSources implements MappingSources {
  readonly headers: HeaderList
  readonly query: MappingSources['query']
  readonly pathParameters: Readonly<Record<string, string>>
  readonly stageVariables: Readonly<Record<string, string>>
  readonly body: () => string
  readonly at: Address
  private readonly exchange: Exchange

  constructor(exchange: Exchange, headers: HeaderList, body: () => string, at: Address = []) {
    this.exchange = exchange
    this.headers = headers
    this.query = exchange.query
    this.pathParameters = exchange.pathParameters
    this.stageVariables = exchange.stageVariables
    this.body = body
    this.at = at
  }

  get context(): Readonly<Record<string, ContextValue>> {
    return contextOf(this.exchange)
  }
}
