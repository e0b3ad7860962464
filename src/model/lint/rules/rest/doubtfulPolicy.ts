import { policyFindings } from '../../policyFindings.ts'
import type { Rule } from '../../rule.ts'

export const doubtfulPolicy: Rule = {
  title: 'A part of the resource policy may not do what it says',
  why: 'The service stores a policy whose words it knows, whatever they name: a stage that is not there, a resource without its path, a key that no call has, a variable that is not filled in. Such a statement applies to nothing, or to everybody.',
  advice: 'Go to the line, and name what the API has.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/prod"}]}',
    },
  },
  good: {
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}',
    },
  },
  check: (facts) => policyFindings(facts, false),
}
