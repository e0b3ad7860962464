import { expect, it } from 'vitest'
import { foundBy, inRestApi, testRule } from '../../testRule.ts'

const named = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`)
const each = <T>(count: number, make: (name: string) => T) =>
  Object.fromEntries(named(count).map((name) => [name, make(name)]))
const plan = (id: string) => ({ id, name: id, apiStages: [], keyIds: [] as string[] })
const key = { id: 'k', name: 'partner', value: 'k'.repeat(20) }
const throttled = (count: number) => ({
  usagePlans: {
    p: {
      ...plan('p'),
      apiStages: [{ apiId: 'a', stage: 's0', throttle: each(count, () => ({ rateLimit: 1 })) }],
    },
  },
})

testRule('quotaExceeded', {
  at: inRestApi(),
  alsoFound: {
    'more resources than 300': [
      {
        api: {
          resources: {
            root: { id: 'root' },
            ...each(300, (id) => ({ id, parentId: 'root', pathPart: id })),
          },
        },
      },
      inRestApi(),
    ],
    'more documentation parts than 2,000': [
      {
        api: {
          documentationParts: each(2001, (id) => ({
            id,
            location: { type: 'MODEL', name: id },
            properties: '{}',
          })),
        },
      },
      inRestApi(),
    ],
    'more tags of a stage than 50': [
      { api: { stages: { s0: { stageName: 's0', tags: each(51, () => 'x') } } } },
      inRestApi('stages', 's0', 'tags'),
    ],
    'more usage plans than 300': [
      { access: { usagePlans: each(301, plan) } },
      ['access', 'usagePlans'],
    ],
    'an API key of more than 10 usage plans': [
      {
        access: {
          apiKeys: { k: key },
          usagePlans: each(11, (id) => ({ ...plan(id), keyIds: ['k'] })),
        },
      },
      ['access', 'apiKeys', 'k'],
    ],
    'more limits of methods at a stage than 20': [
      { access: throttled(21) },
      ['access', 'usagePlans', 'p', 'apiStages', '0', 'throttle'],
    ],
    'more VPC links than 20': [
      { access: { vpcLinks: each(21, (id) => ({ id, name: id })) } },
      ['access', 'vpcLinks'],
    ],
  },
  alsoSound: {
    'as much as there can be': {
      api: { stages: each(10, (stageName) => ({ stageName })) },
      access: throttled(20),
    },
    'a resource policy that is too long, which is found with what else is wrong in it': {
      api: { policy: `{"Statement":[]}${' '.repeat(9000)}` },
    },
  },
})

it('quotaExceeded says what was counted, and whether asking would help', () => {
  const messages = foundBy('quotaExceeded', {
    api: { stages: each(11, (stageName) => ({ stageName, variables: each(101, () => 'x') })) },
    access: { apiKeys: { k: key }, usagePlans: each(11, (id) => ({ ...plan(id), keyIds: ['k'] })) },
  }).map(({ message }) => message)
  expect(messages).toContain('pets has 11 stages; without a raised quota there can be 10.')
  expect(messages).toContain('The stage n0 of pets has 101 stage variables; there can be 100.')
  expect(messages).toContain(
    'The API key partner has 11 usage plans; without a raised quota there can be 10.',
  )
})
