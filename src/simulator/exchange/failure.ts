import type { Problem } from '../../model/index.ts'

/** A run that the gateway itself ends: it answers with a gateway response. */
export class GatewayFailure extends Error {
  readonly type: string
  readonly status: number
  readonly problems: readonly Problem[]
  /** The lines of the execution log, without their prefix. */
  readonly logLines: readonly string[]
  /** The service writes nothing of such a call. */
  readonly isUnlogged: boolean
  readonly validationErrorString: string | undefined

  constructor(
    /** A gateway response type; for errors that have none of their own, DEFAULT_4XX or DEFAULT_5XX. */
    type: string,
    status: number,
    message: string,
    details: {
      readonly problems?: readonly Problem[]
      readonly logLines?: readonly string[]
      readonly isUnlogged?: boolean
      readonly validationErrorString?: string
    } = {},
  ) {
    super(message)
    this.type = type
    this.status = status
    this.problems = details.problems ?? []
    this.logLines = details.logLines ?? []
    this.isUnlogged = details.isUnlogged ?? false
    this.validationErrorString = details.validationErrorString
  }
}

/** Thrown between steps when the caller has lost interest. */
export class Cancelled extends Error {
  constructor() {
    super('The run was cancelled')
    this.name = 'AbortError'
  }
}

/** The 500 of a configuration that cannot work, with what the log says of it. */
export function configurationError(
  reason: string,
  problem: Omit<Problem, 'severity'>,
  type = 'API_CONFIGURATION_ERROR',
): GatewayFailure {
  return new GatewayFailure(type, 500, 'Internal server error', {
    logLines: [`Execution failed due to configuration error: ${reason}`],
    problems: [{ ...problem, severity: 'error' }],
  })
}

/** What has been found by the time that it is needed; its absence is our own mistake. */
export function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the pipeline needs ${what} here`)
  return value
}
