import { expect, test } from 'vitest'
import { guideAddress, servicePages } from './index.ts'
import { ruleOfCode } from './lookup.ts'

test.each(Object.entries(servicePages))('%s is told in whole sentences', (_rule, page) => {
  for (const paragraph of [...page.text, page.advice]) {
    expect(paragraph).toMatch(/^[A-Z`].*\.$/s)
    // code stands between pairs of backticks
    expect(paragraph.split('`').length % 2).toBe(1)
  }
  expect(guideAddress(page)).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/\S+\/[a-z0-9A-Z-]+\.html$/)
})

test('the rule of a code is its own, else that of its family', () => {
  expect(ruleOfCode('api-key/no-plan')).toBe('Usage plans')
  expect(ruleOfCode('api-key/disabled')).toBe('API key source')
  expect(ruleOfCode('authorization/missing')).toBe('Identity sources')
  expect(ruleOfCode('authorization/not-signed')).toBe('Signature Version 4')
  expect(ruleOfCode('test-invoke/not-found')).toBe('Test invoke')
  expect(ruleOfCode('vtl/steps')).toBe('Mapping templates')
  expect(ruleOfCode('no/such-code')).toBeUndefined()
  expect(ruleOfCode('__proto__/x')).toBeUndefined()
})
