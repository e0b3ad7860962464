import { describe, expect, it } from 'vitest'
import { setRequestParameter, setTemplate } from '../../../model/index.ts'
import { buildFlow } from './build.ts'
import { good, idOf, petDesign } from '../testDesign.ts'

describe('the flow of a method', () => {
  const design = petDesign()
  const at = ['apis', 'a', 'resources', idOf(design, '/pets'), 'methods', 'GET']

  it('has the console’s four boxes by name and in order, with client, authorizer and backend', () => {
    expect(buildFlow(design, at)?.stations.map(({ title }) => title)).toEqual([
      'Client',
      'Authorizer',
      'Method request',
      'Integration request',
      'Backend',
      'Integration response',
      'Method response',
    ])
  })

  it('shows what is configured at each station', () => {
    const ref = { apiId: 'a', resourceId: idOf(design, '/pets'), httpMethod: 'GET' } as const
    const name = 'method.request.querystring.page'
    const template = [...at, 'integration', 'requestTemplates', 'application/json']
    let edited = good(setRequestParameter(design, { ...ref, name, required: true }))
    edited = good(setTemplate(edited, { at: template, text: '{}' }))
    const stations = buildFlow(edited, at)?.stations ?? []
    const facts = (station: string) =>
      stations
        .find((item) => item.station === station)
        ?.facts.map(({ label, value }) => `${label} ${value}`.trim())
    expect(facts('methodRequest')).toEqual(['Validator None', 'Query page *'])
    expect(facts('integrationRequest')).toEqual([
      'Template application/json',
      'Passthrough when no match',
    ])
    expect(facts('backend')).toEqual(['HTTP endpoint', 'Calls GET /', 'Answer canned, 200 {}'])
    expect(facts('methodResponse')).toEqual(['200 Empty'])
    expect(stations.find((item) => item.station === 'integrationRequest')?.editAt).toEqual(template)
  })

  it('says so where nothing is set up yet', () => {
    const petAt = ['apis', 'a', 'resources', idOf(design, '/pets/{petId}'), 'methods', 'GET']
    const stations = buildFlow(design, petAt)?.stations ?? []
    expect(stations.find(({ station }) => station === 'integrationRequest')?.sentence).toBe(
      'Integration request: No integration yet, Set up an integration',
    )
  })

  it('is not there for a method that is not there', () => {
    expect(buildFlow(design, [...at.slice(0, 5), 'DELETE'])).toBeUndefined()
    expect(buildFlow(design, ['apis', 'constructor'])).toBeUndefined()
  })

  it('counts what has no room', () => {
    let many = design
    for (let i = 0; i < 9; i++) {
      many = good(
        setRequestParameter(many, {
          apiId: 'a',
          resourceId: idOf(design, '/pets'),
          httpMethod: 'GET',
          name: `method.request.header.X-${i}`,
          required: false,
        }),
      )
    }
    const card = buildFlow(many, at)?.stations.find(({ station }) => station === 'methodRequest')
    expect(card?.facts).toHaveLength(5)
    expect(card?.facts.at(-1)?.value).toBe('and 6 more')
  })
})
