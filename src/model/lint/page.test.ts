import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { rulePage, rulesPage } from './page.ts'
import { rules } from './rules/index.ts'

const folder = new URL('../../../docs/rules/', import.meta.url)
/** Tables and lists are laid out by the formatter; what counts is what they say. */
const said = (text: string) =>
  text
    .replace(/-{3,}/g, '---')
    .replace(/\s+/g, ' ')
    .replace(/([[{]) /g, '$1')
    .replace(/ ([\]}])/g, '$1')

describe('the pages of the rules', () => {
  it.each(Object.entries(rules))('%s has a page that says what the rule says', (id, rule) => {
    const page = new URL(`${id}.md`, folder)
    expect(existsSync(page), 'npm run rule-docs writes it').toBe(true)
    expect(said(readFileSync(page, 'utf8'))).toBe(said(rulePage(id, rule)))
  })

  it('are listed, and there is none without a rule', () => {
    expect(readFileSync(new URL('README.md', folder), 'utf8')).toBe(rulesPage(rules))
    const pages = readdirSync(folder).filter((name) => name !== 'README.md')
    expect(pages.sort()).toEqual(
      Object.keys(rules)
        .map((id) => `${id}.md`)
        .sort(),
    )
  })
})
