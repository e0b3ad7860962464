import { expect, test } from 'vitest'
import { paletteScore } from './paletteScore.ts'

/** Labels with their remarks, best first. */
function found(typed: string, entries: readonly (readonly [string, string])[]): string[] {
  return entries
    .map(([label, remarks]) => ({ label, score: paletteScore(label, remarks, typed) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ label }) => label)
}

test('what was typed is found in its words, the closest first', () => {
  const methods = [
    ['GET /pets/{petId}', 'pet-store'],
    ['GET /', 'pet-store'],
    ['POST /pets', 'pet-store'],
    ['GET /pets', 'pet-store'],
  ] as const
  expect(found('get /pets', methods)).toEqual(['GET /pets', 'GET /pets/{petId}'])
  expect(found('pets get', methods)).toEqual(['GET /pets', 'GET /pets/{petId}'])
  expect(found('pet-store post', methods)).toEqual(['POST /pets'])
})

test('letters that are only somewhere in a label find nothing', () => {
  const commands = [
    ['Next problem', 'problems.next'],
    ['Export: OpenAPI, CloudFormation, SAM…', 'file.export'],
    ['Show the test console', 'test.show'],
  ] as const
  expect(found('exp', commands)).toEqual(['Export: OpenAPI, CloudFormation, SAM…'])
  expect(found('show test', commands)).toEqual(['Show the test console'])
  expect(found('zzz', commands)).toEqual([])
})

test('a word within a word is found after one that begins there', () => {
  expect(
    found('port', [
      ['Import', ''],
      ['Port of call', ''],
    ]),
  ).toEqual(['Port of call', 'Import'])
})
