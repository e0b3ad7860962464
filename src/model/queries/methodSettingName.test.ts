import { expect, test } from 'vitest'
import { methodSettingName } from './methodSettingName.ts'

test('the key of a setting is read as the method that it is for', () => {
  for (const [key, name] of [
    ['*/*', 'All methods'],
    ['~1pets~1{id}/GET', 'GET /pets/{id}'],
    ['pets/GET', 'GET /pets'],
    ['~1/GET', 'GET /'],
    ['/pets/{id}/GET', 'GET /pets/{id}'],
    ['//GET', 'GET /'],
    ['~1pets/*', 'All methods of /pets'],
    ['nothing', 'nothing'],
  ] as const) {
    expect(methodSettingName(key)).toBe(name)
  }
})
