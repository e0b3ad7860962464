import { policyFindings } from '../../policyFindings.ts'
import type { Rule } from '../../rule.ts'

export const unusablePolicy: Rule = {
  title: 'The resource policy cannot be used',
  why: 'A resource policy is a JSON object in the words of IAM, with at least one Statement. What does not keep to them is refused when the API is created or changed, or lets nobody in.',
  advice: 'Go to the line: the form of the policy says what may stand there.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Permit", "Principal": {"AWS": "123456789012"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}',
    },
  },
  good: {
    api: {
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}',
    },
  },
  check: (facts) => policyFindings(facts, true),
}
