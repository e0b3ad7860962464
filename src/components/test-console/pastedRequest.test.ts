import { describe, expect, it } from 'vitest'
import { restApiSchema } from '../../model/index.ts'
import { curlOf, invokeUrl } from './curl.ts'
import { readPasted } from './pastedRequest.ts'

const api = restApiSchema.parse({
  protocol: 'REST',
  id: 'a',
  name: 'pets',
  rootResourceId: 'r',
  resources: {
    r: { id: 'r' },
    pets: { id: 'pets', parentId: 'r', pathPart: 'pets', methods: { GET: { httpMethod: 'GET' } } },
    pet: {
      id: 'pet',
      parentId: 'pets',
      pathPart: '{petId}',
      methods: { ANY: { httpMethod: 'ANY' } },
    },
  },
  stages: { dev: { stageName: 'dev', deploymentId: 'd' } },
})

function read(command: string) {
  const result = readPasted(command, api)
  return result.ok ? result.value : result.problems[0]?.message
}

describe('a pasted cURL command', () => {
  it('finds its method, stage, query and headers', () => {
    const request = {
      method: 'PUT',
      path: '/pets/a%2Fb',
      query: 'x=1&x=2',
      headers: [['Accept', '*/*']],
      body: '{}',
    } as const
    const command = curlOf(
      { ...request, headers: [...request.headers, ['Content-Type', 'a/b']] },
      invokeUrl('a', 'dev'),
    )
    expect(read(command)).toEqual({
      entryAt: ['apis', 'a', 'resources', 'pet', 'methods', 'ANY'],
      request: { ...request, headers: [...request.headers, ['Content-Type', 'a/b']] },
      stageName: 'dev',
    })
  })

  it.each([
    ['curl http://localhost:3000/pets', '/pets'],
    ['curl https://api.example.com/v1/pets', '/pets'],
    ['curl localhost/dev/pets#top', '/pets'],
    ['curl -H "Host: x" https://api.example.com/pets/', '/pets/'],
  ])('%s is for %s', (command, path) => {
    expect(read(command)).toMatchObject({ request: { method: 'GET', path, headers: [] } })
  })

  it('is refused in words where no method answers it', () => {
    expect(read('curl -X POST https://a/pets')).toBe('No method of pets answers POST /pets.')
    expect(read('GET /pets')).toMatch(/does not begin with curl/)
  })
})
