import { describe, expect, test } from 'vitest'
import { renderTemplate } from './index.ts'
import type { TemplateCall } from './index.ts'

const environment = {
  budget: { steps: 100_000, outputCharacters: 1_000_000, milliseconds: 10_000 },
  elapsed: () => 0,
}
const run = (call: TemplateCall) => renderTemplate(call, environment)
function printed(template: string, more: Omit<TemplateCall, 'template'> = {}): string {
  const rendered = run({ template, ...more })
  return rendered.ok ? rendered.output : rendered.problem.code
}

describe('$input', () => {
  const body = '{"foo": "bar", "n": null, "list": [{"a": "b"}], "deep": {"list": [{"c": "d"}]}}'
  const params = {
    path: { id: 'p', shared: 'of the path' },
    querystring: { q: 'asked', shared: 'of the query', 'a.b': 'dots' },
    header: { 'X-Who': 'me', shared: 'of the header' },
  }
  test.each([
    ['$input.body', body],
    ['$input.body.foo', ''],
    ["$input.json('$.foo')", '"bar"'],
    ["$input.json('$.deep')", '{"list":[{"c":"d"}]}'],
    ["$input.json('$.gone')", '""'],
    ["$input.path('$.foo')", 'bar'],
    ["$input.path('$')", '{foo=bar, n=null, list=[{"a":"b"}], deep={list=[{"c":"d"}]}}'],
    ["$input.path('$.deep')", '{list=[{"c":"d"}]}'],
    ["$input.path('$.list')", '[{"a":"b"}]'],
    ["$input.path('$.list')[0]", '{a=b}'],
    ["$input.path('$.list').size()", '1'],
    ["$input.path('$.gone')", ''],
    [
      "#if($input.path('$.gone') == $null)null#end#if($input.path('$.gone') == '')empty#end",
      'nullempty',
    ],
    ["#if($input.path('$.n') == $null)null#end#if($input.path('$.n') == '')empty#end", 'nullempty'],
    ["$input.params('id')", 'p'],
    ["$input.params('shared')", 'of the path'],
    ["$input.params('gone')", ''],
    ["$input.params('x-who')", ''],
    ["$input.params().header.get('X-Who') $input.params().path.id", 'me p'],
    ["$input.params().querystring.get('a.b')", 'dots'],
    ['$input.params().path', '{shared=of the path, id=p}'],
  ])('%s prints %s', (template, text) => {
    expect(printed(template, { body, params })).toBe(text)
  })
  test.each([null, ''])('of the body %j reads an empty object', (empty) => {
    expect(printed("$input.body $input.json('$') $input.path('$.a')", { body: empty })).toBe(
      '{} {} ',
    )
  })
})

describe('$util', () => {
  test.each([
    [`$util.escapeJavaScript("it's")`, "it\\'s"],
    [`$util.parseJson('{"a": {"b": [1, 2]}}').a.b[1]`, '2'],
    [`$util.urlEncode('{"some": "value"}')`, '%7B%22some%22%3A+%22value%22%7D'],
    ['$util.urlEncode($nothing)', ''],
    [`$util.urlDecode('a%20b+c%C3%A4')`, 'a b cä'],
    [`$util.base64Encode('ä')`, 'w6Q='],
    [`$util.base64Decode('w6Q=')`, 'ä'],
  ])('%s prints %s', (template, text) => {
    expect(printed(template)).toBe(text)
  })
  test.each(['toJson', 'qr', 'error', 'time', 'autoId'])('has no %s, which AppSync has', (name) => {
    expect(printed(`[$util.${name}('x')]`)).not.toContain('x')
  })
})

describe('$context and $stageVariables', () => {
  const context = {
    stage: 'dev',
    requestTimeEpoch: 1_769_860_800_000,
    identity: { sourceIp: '192.0.2.1', user: null },
    authorizer: { principalId: 'u', claims: { sub: 's', 'custom:role': 'vet' } },
  }
  const stageVariables = { url: 'example.com' }
  test.each([
    ['$context.stage', 'dev'],
    ['$context.requestTimeEpoch', '1769860800000'],
    ['$context.identity.sourceIp', '192.0.2.1'],
    ['$context.identity.user', ''],
    ['$context.identity', ''],
    ['$context.gone.away', ''],
    ['$context.authorizer.claims.sub', 's'],
    ["$context.authorizer.claims['custom:role']", 'vet'],
    ['$context.authorizer.claims', ''],
    ['#foreach($k in $context.identity.keySet())$k,#end', 'sourceIp,user,'],
    ['$stageVariables.url', 'example.com'],
    ['${stageVariables.url}', 'example.com'],
    ["$stageVariables['url']", 'example.com'],
    ["${stageVariables['url']}", 'example.com'],
    ['[$stageVariables.gone]', '[]'],
  ])('%s prints %s', (template, text) => {
    expect(printed(template, { context, stageVariables })).toBe(text)
  })
})

describe('an override', () => {
  const written = (template: string) => {
    const rendered = run({ template })
    return rendered.ok ? (rendered.requestOverride ?? rendered.responseOverride) : rendered.problem
  }
  test.each([
    ['#set($context.requestOverride.header.X = "v")', { header: { X: 'v' } }],
    ['#set($context.requestOverride.path["id"] = "v")', { path: { id: 'v' } }],
    [
      '#set($n = "q")#set($context.requestOverride.querystring[$n] = "v")',
      { querystring: { q: 'v' } },
    ],
    ['#set($old = $context.requestOverride.header.put("X", "v"))', { header: { X: 'v' } }],
    ['#set($context.requestOverride.header.X = ["a", "b"])', { header: { X: ['a', 'b'] } }],
    ['#set($context.responseOverride.status = 404)', { status: 404 }],
    ['#set($context.responseOverride.custom = "kept")', { custom: 'kept' }],
    [
      '#set($context.responseOverride.header["__proto__"] = "x")',
      { header: { ['__proto__']: 'x' } },
    ],
  ])('%s is %j', (template, override) => {
    expect(JSON.stringify(written(template))).toBe(JSON.stringify(override))
  })
  test('of a parameter that is written again is told', () => {
    const twice =
      '#set($context.requestOverride.path.id = "a")#set($context.requestOverride.path.id = "b")'
    expect(run({ template: twice })).toMatchObject({
      ok: true,
      repeatedOverride: 'requestOverride.path.id',
    })
  })
  test('of what another template wrote before is the first', () => {
    const template = '#set($context.responseOverride.header.X = "b")'
    const rendered = run({ template, responseOverride: { header: { X: 'a' } } })
    expect(rendered).toMatchObject({ responseOverride: { header: { X: 'b' } } })
    expect(rendered).not.toHaveProperty('repeatedOverride')
  })
})

describe('the limits of a template', () => {
  test('of 300 KB are exact', () => {
    expect(printed('x'.repeat(300 * 1024))).toHaveLength(300 * 1024)
    expect(printed('x'.repeat(300 * 1024 + 1))).toBe('vtl/template-too-large')
  })
  test('let a loop run 1000 rounds and no more', () => {
    expect(printed('#foreach($i in [1..1001])x#end')).toHaveLength(1000)
  })
})
