/** A statement of a resource policy, as far as rules look at it. */
export interface PolicyStatement {
  readonly effect: unknown
  /** Everybody: `*`, or `*` as an AWS principal. */
  readonly isForEverybody: boolean
  readonly hasCondition: boolean
}

/** The statements of a resource policy; `undefined` where the text is no policy. */
export function statementsOf(policy: string): PolicyStatement[] | undefined {
  const document = objectOf(parsed(policy))
  if (!document || !Object.hasOwn(document, 'Statement')) return undefined
  const { Statement: statement } = document
  const list: unknown[] = Array.isArray(statement) ? statement : [statement]
  if (list.length === 0 || !list.every((each) => objectOf(each))) return undefined
  return list.flatMap((each) => {
    const read = objectOf(each)
    if (!read) return []
    const condition = objectOf(read['Condition'])
    return [
      {
        effect: read['Effect'],
        isForEverybody: isEverybody(read['Principal']),
        hasCondition: condition !== undefined && Object.keys(condition).length > 0,
      },
    ]
  })
}

function isEverybody(principal: unknown): boolean {
  if (principal === '*') return true
  const aws = objectOf(principal)?.['AWS']
  return aws === '*' || (Array.isArray(aws) && aws.includes('*'))
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>) // an object that is no list
    : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
