import { describe, expect, it } from 'vitest'
import { ManagementConsole } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'
import { csvRows } from './csv.ts'

const value = (letter: string) => letter.repeat(24)

function imported(service: ManagementConsole, body: string, more: Input = {}) {
  return service.call('ImportApiKeys', { body, format: 'csv', ...more })
}

describe('a file of API keys', () => {
  it('makes keys that are enabled unless it says otherwise, with the columns in any order and case', () => {
    const service = new ManagementConsole()
    const body = `Enabled,colour,KEY,name,Description\nFALSE,red,${value('a')},first,"one, ""two"""\r\n,,${value('b')},second,\n`
    expect(imported(service, body)).toEqual({ ids: ['id1', 'id2'], warnings: [] })
    const key = (apiKey: string) => service.made('GetApiKey', { apiKey, includeValue: true })
    expect(key('id1')).toMatchObject({
      name: 'first',
      value: value('a'),
      enabled: false,
      description: 'one, "two"',
      createdDate: '2026-01-31T00:00:00Z',
    })
    expect(key('id2')).toMatchObject({ name: 'second', enabled: true })
    expect(key('id2')).not.toHaveProperty('description')
  })

  it('puts keys into usage plans, and changes a key that has the same value', () => {
    const service = new ManagementConsole()
    const plans = ['p', 'q'].map((name) => String(service.made('CreateUsagePlan', { name })['id']))
    const old = service.made('CreateApiKey', { name: 'old', value: value('a'), customerId: 'c' })
    expect(
      imported(service, `name,key,usagePlanIds\nnew,${value('a')},'${plans.join(', ')}'`),
    ).toEqual({ ids: [old['id']], warnings: [] })
    for (const usagePlanId of plans) {
      expect(service.made('GetUsagePlanKeys', { usagePlanId })).toMatchObject({
        items: [{ id: old['id'], name: 'new' }],
      })
    }
    expect(service.made('GetApiKeys', {})['items']).toMatchObject([
      { id: old['id'], name: 'new', enabled: true, customerId: 'c' },
    ])
  })

  const withMistakes = [
    'name,key,usageplanids',
    'short,abc,',
    `fine,${value('a')},`,
    `lost,${value('b')},none`,
  ].join('\n')
  const mistakes = [
    'Row 1: API Key value should be at least 20 characters',
    'Row 3: Invalid Usage Plan ID specified',
  ]

  it('leaves out rows that cannot be, and says which', () => {
    const service = new ManagementConsole()
    const answer = imported(service, withMistakes) as Input
    expect(answer['warnings']).toEqual(mistakes)
    expect(answer['ids']).toHaveLength(1)
    expect(service.made('GetApiKeys', {})['items']).toMatchObject([{ name: 'fine' }])
  })

  it('makes nothing where one row cannot be and warnings are to fail', () => {
    const service = new ManagementConsole()
    expect(imported(service, withMistakes, { failOnWarnings: true })).toBe(
      `400 BadRequestException: ${mistakes.join('; ')}`,
    )
    expect(service.made('GetApiKeys', {})['items']).toEqual([])
  })

  it.each([
    ['', 'Invalid API key file: there is no column name and no column key'],
    ['name,value\na,b', 'Invalid API key file: there is no column key'],
  ])('needs the columns name and key: %j', (body, message) => {
    expect(imported(new ManagementConsole(), body)).toBe(`400 BadRequestException: ${message}`)
  })

  it('is of a format that is known', () => {
    const service = new ManagementConsole()
    expect(service.call('ImportApiKeys', { body: 'name,key', format: 'xml' })).toBe(
      "400 ValidationException: 1 validation error detected: Value 'xml' at 'format' failed to satisfy constraint: Member must satisfy enum value set: [csv]",
    )
  })

  it('has no more rows than an account has keys', () => {
    const rows = Array.from({ length: 10_001 }, () => 'a,b')
    expect(imported(new ManagementConsole(), ['name,key', ...rows].join('\n'))).toBe(
      '429 LimitExceededException: Maximum number of API keys for this account has been reached.  There can be 10000.',
    )
  })
})

describe('comma-separated values', () => {
  it.each<[string, string[][]]>([
    ['', []],
    ['a', [['a']]],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\n\r\n\n,\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    ['\ufeffa , b', [['a', 'b']]],
    ['"a,b",\'c"d\'', [['a,b', 'c"d']]],
    ['"a ""b""\nc",d', [['a "b"\nc', 'd']]],
    ['"a" rest,b', [['a', 'b']]],
    ['"never closed,b\nc', [['never closed,b\nc']]],
    ['a,', [['a', '']]],
  ])('%j', (text, rows) => {
    expect(csvRows(text)).toEqual(rows)
  })
})
