import { Validator } from '@cfworker/json-schema'
import { createBodySchema } from '../../src/simulator/bodySchema/bodySchema.ts'
import { createEngine, simulate } from '../../src/simulator/index.ts'
import {
  designOf,
  functionUri,
  mockOf,
  testEnvironment,
} from '../../src/simulator/pipeline/rest/testDesign.ts'

/** The median of some runs, in milliseconds, after as many to warm up. */
async function median(runs: number, work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 2 * runs; i++) {
    const began = performance.now()
    await work()
    if (i >= runs) times.push(performance.now() - began)
  }
  times.sort((left, right) => left - right)
  return times[Math.floor(runs / 2)] ?? 0
}

const template =
  '{"id": "$input.params(\'x\')", "list": [#foreach($i in [1..20])$i#if($foreach.hasNext),#end#end]}'

const design = designOf({
  ...Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`GET /a${i % 20}/{x}/b${i}`, mockOf(template)]),
  ),
  'POST /proxy': {
    integration: { type: 'AWS_PROXY', httpMethod: 'POST', uri: functionUri('f') },
  },
})

const callOf = (method: string, path: string, body = '') => ({
  apiId: 'api1',
  request: { method, path, body },
})

const schema = {
  type: 'object' as const,
  required: ['items'],
  properties: {
    items: {
      type: 'array' as const,
      items: {
        type: 'object' as const,
        required: ['id', 'name'],
        properties: {
          id: { type: 'integer' as const, minimum: 0 },
          name: { type: 'string' as const },
        },
      },
    },
  },
}

/** Print the table. */
export async function main(): Promise<void> {
  const engine = createEngine()
  const mock = callOf('GET', '/a19/value/b299')
  const proxy = callOf('POST', '/proxy', '{"a": 1}')
  const large = callOf('POST', '/proxy', 'x'.repeat(1_000_000))
  const document = { items: Array.from({ length: 200 }, (_, id) => ({ id, name: `n${id}` })) }
  const body = createBodySchema(schema, '', () => undefined)
  const peer = new Validator(schema, '4')
  const kept = await median(2000, () => simulate(design, mock, testEnvironment, engine))
  const rows: [string, number, number, string][] = [
    ['MOCK, 300 resources', kept, kept, 'itself'],
    [
      'the same with a new engine',
      await median(300, () => simulate(design, mock, testEnvironment)),
      kept,
      'a kept engine',
    ],
    [
      'Lambda proxy',
      await median(2000, () => simulate(design, proxy, testEnvironment, engine)),
      kept,
      'MOCK',
    ],
    [
      'Lambda proxy, body of 1 MB',
      await median(15, () => simulate(design, large, testEnvironment, engine)),
      kept,
      'MOCK',
    ],
    [
      'validating 200 items',
      await median(500, () => body.validate(document)),
      await median(500, () => peer.validate(document)),
      '@cfworker/json-schema',
    ],
  ]
  for (const [name, own, other, against] of rows) {
    const ratio = (own / other).toFixed(2).padStart(8)
    console.log(`${name.padEnd(30)} ${own.toFixed(3).padStart(9)} ms ${ratio} × ${against}`)
  }
}
