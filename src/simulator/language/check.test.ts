import { expect, it } from 'vitest'
import { checkTemplate } from './index.ts'

const facts = { stageVariables: [], contentType: 'application/json' }

it('a template that cannot be read has its problem alone, with line and column', () => {
  expect(checkTemplate('$nobody\n#if(', facts)).toMatchObject([{ severity: 'error', line: 2 }])
})

it('what is likely not meant has its line and column, whatever ends the lines', () => {
  for (const end of ['\n', '\r\n'])
    expect(checkTemplate(`{${end}  "a": "$nobody"${end}}`, facts)).toMatchObject([
      { code: 'template/unset-reference', severity: 'warning', line: 2, column: 9 },
    ])
})

it('hints stay in the editor, and what lint tells is not told twice', () => {
  expect(checkTemplate(`{"a": "$input.path('$.a')", "b": "$stageVariables.b"}`, facts)).toEqual([])
})
