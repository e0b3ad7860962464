import { describe, expect, it } from 'vitest'
import { noSurroundings } from './surroundings.ts'
import type { Surroundings } from './surroundings.ts'
import { offeredAt } from './vtlCompletions.ts'

const surroundings: Surroundings = {
  facts: { ...noSurroundings.facts, stageVariables: ['table'] },
  bodyFields: ['$.items', '$.items[0].id', '$.items[0].price', '$.count'],
  parameters: ['id'],
}

/** The labels that are offered where `|` stands, with what is typed of them. */
function offered(text: string, facts: Partial<Surroundings['facts']> = {}) {
  const offset = text.indexOf('|')
  const template = text.replace('|', '')
  const before = template.slice(template.lastIndexOf('\n', offset - 1) + 1, offset)
  const { word, offers } = offeredAt(template, offset, before, {
    ...surroundings,
    facts: { ...surroundings.facts, ...facts },
  })
  return { word, labels: offers.map(({ label }) => label) }
}

describe('what is offered in a template', () => {
  it('are references of the language, the stage and the template', () => {
    const { word, labels } = offered('#set($mine = 1)\n"$in|')
    expect(word).toBe('$in')
    for (const label of [
      '$mine',
      '$input.json',
      '$context.identity.sourceIp',
      '$stageVariables.table',
    ])
      expect(labels).toContain(label)
  })
  it('are members of $context that the kind of API has at this place', () => {
    expect(offered('$context.|').labels).not.toContain('$context.connectionId')
    expect(offered('$context.|').labels).not.toContain('$context.error.message')
    const gateway = offered('$context.|', { where: 'gatewayResponse' }).labels
    expect(gateway).toContain('$context.error.message')
    expect(gateway).not.toContain('$context.requestOverride.header')
    const webSocket = offered('$context.|', { protocol: 'WEBSOCKET' }).labels
    expect(webSocket).toContain('$context.connectionId')
    expect(webSocket).not.toContain('$context.resourcePath')
    expect(offered('$context.|', { where: 'response' }).labels).not.toContain(
      '$context.requestOverride.header',
    )
  })
  it('are the methods of the class that a value has', () => {
    const text = offered("$input.params('id').to|")
    expect(text.word).toBe('to')
    expect(text.labels).toContain('toUpperCase')
    expect(text.labels).not.toContain('keySet')
    expect(offered('#set($l = [1])\n$l.|').labels).toContain('size')
    expect(offered('#set($m = {})\n$m.|').labels).toContain('keySet')
  })
  it('are the fields of the body below a variable, through loops', () => {
    const { labels } = offered("#set($r = $input.path('$'))\n#foreach($i in $r.items)\n$i.|\n#end")
    expect(labels.slice(0, 2)).toEqual(['id', 'price'])
    expect(offered("#set($r = $input.path('$'))\n$r.|").labels.slice(0, 2)).toEqual([
      'items',
      'count',
    ])
  })
  it('are paths of the body and names of parameters inside of their texts', () => {
    expect(offered("$input.path('$.i|').size()").labels).toContain('$.items[0].id')
    expect(offered("$input.params('|')").labels).toEqual(['id'])
  })
  it('are starters in an empty template, and none in the middle of a text', () => {
    expect(offered('|').labels).toContain('DynamoDB Query')
    expect(offered('|', { where: 'response' }).labels).toContain('DynamoDB Query response')
    expect(offered('{"a": |').labels).toEqual([])
  })
})
