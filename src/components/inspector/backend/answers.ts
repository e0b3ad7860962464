import type { CannedAnswer, CannedCase } from '../../../model/index.ts'

/** The forms of an answer. */
export type AnswerKind = 'http' | 'lambda' | 'lambda-error' | 'echo' | 'timeout' | 'network'

export const answerKinds: readonly { readonly value: AnswerKind; readonly label: string }[] = [
  { value: 'http', label: 'Status, headers and body' },
  { value: 'lambda', label: 'Result of a Lambda function' },
  { value: 'lambda-error', label: 'Error of a Lambda function' },
  { value: 'echo', label: 'Echo of the body that was sent' },
  { value: 'timeout', label: 'No answer in time' },
  { value: 'network', label: 'Network error' },
]

/** What an answer of a form begins with. */
export const firstAnswers: Readonly<Record<AnswerKind, CannedAnswer>> = {
  http: { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' },
  lambda: { lambda: { result: { statusCode: 200, body: '{}' } } },
  'lambda-error': { lambda: { error: { errorMessage: 'Not found', errorType: 'Error' } } },
  echo: { echoBody: true },
  timeout: { timeout: true },
  network: { networkError: true },
}

/** The form of an answer; a backend without one answers 200. */
export function answerKindOf(answer: CannedAnswer | undefined): AnswerKind {
  if (answer === undefined) return 'http'
  if ('echoBody' in answer) return 'echo'
  if ('timeout' in answer) return 'timeout'
  if ('networkError' in answer) return 'network'
  if ('lambda' in answer) return 'error' in answer.lambda ? 'lambda-error' : 'lambda'
  return 'http'
}

/** Headers as text: `Name: value`, one a line; a header with several values has several lines. */
export function headerLines(headers: Readonly<Record<string, string | readonly string[]>>): string {
  return Object.entries(headers)
    .flatMap(([name, value]) =>
      (typeof value === 'string' ? [value] : value).map((one) => `${name}: ${one}`),
    )
    .join('\n')
}

/** Why a text of lines `name: value` cannot be read: the first line without a name or a colon. `undefined` when every line is whole. */
export function lineWithoutColon(text: string, expected: string): string | undefined {
  const lines = text.split('\n')
  const index = lines.findIndex((line) => line.trim() !== '' && !/^[^:]*[^:\s][^:]*:/.test(line))
  return index < 0 ? undefined : `Write ${expected} in line ${index + 1}.`
}

/** The headers of such a text. Lines that are not whole are left out. */
export function readHeaderLines(text: string): Record<string, string | string[]> {
  const headers = new Map<string, string[]>()
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim()
    if (name === '') continue
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()])
  }
  return Object.fromEntries(
    [...headers].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

/** Conditions as text: `member: what it has to be`, one a line. */
export function conditionLines(when: CannedCase['when']): string {
  return Object.entries(when)
    .map(([member, pattern]) => `${member}: ${pattern}`)
    .join('\n')
}

export function readConditionLines(text: string): CannedCase['when'] {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const colon = line.indexOf(':')
      const member = line.slice(0, Math.max(0, colon)).trim()
      return member === '' ? [] : [[member, line.slice(colon + 1).trim()]]
    }),
  )
}

function policyFor(effect: 'Allow' | 'Deny'): CannedAnswer {
  return {
    lambda: {
      result: {
        principalId: 'user',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: effect, Resource: '*' }],
        },
        ...(effect === 'Allow' && { context: { plan: 'basic' } }),
      },
    },
  }
}

/** Cases to begin with. The last four are what the function of an authorizer can say. */
export const firstCases: readonly {
  readonly id: string
  readonly label: string
  readonly made: CannedCase
}[] = [
  {
    id: 'table',
    label: 'A table (DynamoDB)',
    made: {
      when: { TableName: 'my-table' },
      answer: {
        status: 400,
        headers: { 'Content-Type': 'application/x-amz-json-1.0' },
        body: '{"__type": "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}',
      },
    },
  },
  {
    id: 'path',
    label: 'A path (Lambda proxy)',
    made: { when: { path: '/pets/7' }, answer: firstAnswers.lambda },
  },
  {
    id: 'allow',
    label: 'Authorizer: allow a token',
    made: { when: { authorizationToken: 'allow*' }, answer: policyFor('Allow') },
  },
  {
    id: 'deny',
    label: 'Authorizer: deny a token',
    made: { when: { authorizationToken: 'deny*' }, answer: policyFor('Deny') },
  },
  {
    id: 'unauthorized',
    label: 'Authorizer: Unauthorized',
    made: {
      when: { authorizationToken: 'expired*' },
      answer: { lambda: { error: { errorMessage: 'Unauthorized' } } },
    },
  },
  {
    id: 'failure',
    label: 'Authorizer: another error',
    made: {
      when: { authorizationToken: 'fail*' },
      answer: { lambda: { error: { errorMessage: 'The directory cannot be reached' } } },
    },
  },
]
