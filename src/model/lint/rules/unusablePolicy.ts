import { statementsOf } from '../resourcePolicy.ts'
import type { Rule } from '../rule.ts'

export const unusablePolicy: Rule = {
  title: 'The resource policy is no policy',
  why: 'A resource policy is a JSON object with at least one Statement. The service refuses anything else.',
  advice: 'Mend the JSON, and state who is allowed what.',
  severity: 'error',
  bad: { api: { policy: '{"Version": "2012-10-17"}' } },
  good: {
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}',
    },
  },
  check: ({ api, at }) =>
    api.policy !== undefined && statementsOf(api.policy) === undefined
      ? [
          {
            message: `The resource policy of ${api.name} is no JSON object with a Statement.`,
            at: [...at, 'policy'],
          },
        ]
      : [],
}
