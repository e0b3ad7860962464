import type { Rule } from '../../rule.ts'

export const privateApiWithoutPolicy: Rule = {
  title: 'A private API has no resource policy',
  why: 'A private API lets nobody in unless its resource policy allows it; without one it cannot be deployed.',
  advice: 'Write a policy that allows the VPC endpoints or VPCs that the callers are in.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { api: { endpointConfiguration: { types: ['PRIVATE'] } } },
  good: {
    api: {
      endpointConfiguration: { types: ['PRIVATE'] },
      policy:
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}}]}',
    },
  },
  check: ({ api, at }) =>
    api.endpointConfiguration.types.includes('PRIVATE') && api.policy === undefined
      ? [
          {
            message: `${api.name} is private and has no resource policy: nobody can call it.`,
            at: [...at, 'policy'],
          },
        ]
      : [],
}
