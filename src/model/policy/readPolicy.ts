import { quotas } from '../queries/quotas.ts'
import type { TextPosition } from '../result.ts'
import { positionOf } from '../textPosition.ts'
import { itemsOf, memberOf, readJsonTree, textsOf } from './jsonTree.ts'
import type { JsonNode, Span } from './jsonTree.ts'
import { sentenceOf } from './sentences.ts'
import { statementRemarks, strangeMembers } from './statementProblems.ts'
import type { PolicyRemark, PolicySurroundings } from './statementProblems.ts'

/** A remark with its line and column, both from 1. */
export interface PlacedRemark extends PolicyRemark {
  readonly line: number
  readonly column: number
}

/** One statement as a person reads it. */
export interface StatementReading extends Span {
  /** Its `Sid`, else its number. */
  readonly name: string
  readonly effect: 'Allow' | 'Deny' | undefined
  /** What it means; absent while it is not written far enough. */
  readonly sentence: string | undefined
}

/** What the text of a resource policy says, and what is wrong with it. */
export interface PolicyReading {
  readonly remarks: readonly PlacedRemark[]
  readonly statements: readonly StatementReading[]
  /** `none`: no policy · `broken`: nothing that could be used · `usable`: the service would take it, as far as is seen here. */
  readonly state: 'none' | 'broken' | 'usable'
}

/** Characters that the service takes. */
const serviceCharacters = quotas.resourcePolicy.most

/** Characters that are looked at here. */
const readCharacters = 100_000

/** Remarks that are shown; a text has one mistake many times. */
const shownRemarks = 50

/** Read the text of a resource policy. Nothing is refused: what is wrong is told with its place. */
export function readPolicy(text: string, surroundings: PolicySurroundings): PolicyReading {
  if (text.trim() === '') return { remarks: [], statements: [], state: 'none' }
  const whole = { from: 0, to: 1 }
  const reading = (
    remarks: readonly PolicyRemark[],
    statements: readonly StatementReading[],
  ): PolicyReading => ({
    remarks: [...remarks]
      .sort((left, right) => left.from - right.from)
      .slice(0, shownRemarks)
      .map((remark) => ({ ...remark, ...positionOf(text, remark.from) })),
    statements,
    state: remarks.some(({ severity }) => severity === 'error') ? 'broken' : 'usable',
  })
  const tooLong: PolicyRemark[] =
    text.length > serviceCharacters
      ? [
          {
            code: 'policy/too-long',
            message: `The policy has ${text.length} characters; the service takes ${serviceCharacters}.`,
            severity: 'error',
            ...whole,
          },
        ]
      : []
  if (text.length > readCharacters) return reading(tooLong, [])
  const read = readJsonTree(text)
  if ('offset' in read) {
    const { offset, what } = read
    const message = `This is not JSON: ${what}.`
    const place = { from: offset, to: offset + 1 }
    return reading(
      [...tooLong, { code: 'policy/not-json', message, severity: 'error', ...place }],
      [],
    )
  }
  const { tree } = read
  const statements = statementsOf(tree)
  return reading(
    [
      ...tooLong,
      ...documentRemarks(tree),
      ...statements.flatMap((statement) => statementRemarks(statement, surroundings)),
      ...repeatedSids(statements),
    ],
    statements.map((statement, i) => {
      const effect = textsOf(memberOf(statement, 'Effect')?.value)[0]
      return {
        name: textsOf(memberOf(statement, 'Sid')?.value)[0] ?? `Statement ${i + 1}`,
        effect: effect === 'Allow' || effect === 'Deny' ? effect : undefined,
        sentence: sentenceOf(statement),
        from: statement.from,
        to: statement.to,
      }
    }),
  )
}

function statementsOf(tree: JsonNode): readonly JsonNode[] {
  const found = memberOf(tree, 'Statement')
  return found ? itemsOf(found.value) : []
}

/** Where a statement of a policy begins, counted as in its list from 0. `undefined` where it is not in the text. */
export function statementPosition(text: string, index: number): TextPosition | undefined {
  if (text.length > readCharacters) return undefined
  const read = readJsonTree(text)
  const statement = 'tree' in read ? statementsOf(read.tree)[index] : undefined
  return statement && positionOf(text, statement.from)
}

function documentRemarks(tree: JsonNode): PolicyRemark[] {
  const remark = (
    code: string,
    severity: PolicyRemark['severity'],
    { from, to }: Span,
    message: string,
  ): PolicyRemark => ({ code: `policy/${code}`, message, severity, from, to })
  const opening = { from: tree.from, to: tree.from + 1 }
  if (tree.kind !== 'object') {
    const message = 'A policy is an object with Version and Statement.'
    return [remark('document', 'error', opening, message)]
  }
  const remarks = strangeMembers(tree, ['Version', 'Id', 'Statement'], 'A policy')
  const version = memberOf(tree, 'Version')
  if (!version) {
    const message =
      'Without "Version": "2012-10-17" variables such as ${aws:username} are not filled in.'
    remarks.push(remark('version', 'warning', opening, message))
  } else if (!['2012-10-17', '2008-10-17'].includes(textsOf(version.value)[0] ?? '')) {
    const message = 'Version is the version of the policy language, "2012-10-17": no date of yours.'
    remarks.push(remark('version', 'error', version.value, message))
  }
  const statement = memberOf(tree, 'Statement')
  if (!statement) {
    const message = 'The policy has no Statement: a list of what is allowed and denied.'
    remarks.push(remark('statement', 'error', opening, message))
    return remarks
  }
  const statements = itemsOf(statement.value)
  if (statements.length === 0) {
    const message = 'The list of statements is empty: nobody is let in.'
    remarks.push(remark('statement', 'error', statement.value, message))
    return remarks
  }
  const effects = statements.map((each) => textsOf(memberOf(each, 'Effect')?.value)[0])
  if (effects.every((effect) => effect === 'Deny')) {
    const message =
      'No statement allows anything: a method without IAM or Lambda authorization then refuses everybody.'
    remarks.push(remark('no-allow', 'warning', statement.nameSpan, message))
  }
  return remarks
}

function repeatedSids(statements: readonly JsonNode[]): PolicyRemark[] {
  const seen = new Set<string>()
  return statements.flatMap((statement) => {
    const sid = memberOf(statement, 'Sid')?.value
    if (sid?.kind !== 'text' || sid.value === '') return []
    if (!seen.has(sid.value)) {
      seen.add(sid.value)
      return []
    }
    const { from, to, value } = sid
    const message = `The Sid ${value} is taken: each statement has its own.`
    return [{ code: 'policy/sid', message, severity: 'error', from, to }]
  })
}
