import { expect, it } from 'vitest'
import { foundBy, inRestApi, testRule } from '../../testRule.ts'

testRule('unusablePolicy', {
  at: inRestApi('policy'),
  alsoFound: {
    'text that is not JSON': [{ api: { policy: 'allow all' } }, inRestApi('policy')],
    'a policy without a statement': [
      { api: { policy: '{"Version": "2012-10-17"}' } },
      inRestApi('policy'),
    ],
  },
  alsoSound: {
    'one statement without a list': {
      api: {
        policy:
          '{"Statement": {"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}}',
      },
    },
    'no policy at all': { api: { policy: ' ' } },
  },
})

it('a fault is told with its line and column', () => {
  const policy = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}'
  expect(foundBy('unusablePolicy', { api: { policy } })).toMatchObject([
    {
      message: 'Resource policy: The list of statements is empty: nobody is let in.',
      position: { line: 3, column: 16 },
    },
  ])
})

it('each of several faults is told', () => {
  const policy = '{"Statement": [{"Effect": "Allow", "Principal": "*"}, 7]}'
  expect(foundBy('unusablePolicy', { api: { policy } })).toHaveLength(3)
})
