import { expect, it } from 'vitest'
import { foundBy, inRestApi, testRule } from '../../testRule.ts'

const withCondition = (type: string) => ({
  api: {
    endpointConfiguration: { types: [type], vpcEndpointIds: [] },
    policy:
      '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1"}}}]}',
  },
})

testRule('doubtfulPolicy', {
  at: inRestApi('policy'),
  alsoFound: {
    'a condition key that only private APIs have': [withCondition('REGIONAL'), inRestApi('policy')],
  },
  alsoSound: { 'such a key on a private API': withCondition('PRIVATE') },
})

it('a doubt is told with its line and column', () => {
  const doubtful = withCondition('REGIONAL')
  const column = doubtful.api.policy.indexOf('"aws:SourceVpce"') + 1
  expect(foundBy('doubtfulPolicy', doubtful)).toMatchObject([{ position: { line: 1, column } }])
})
