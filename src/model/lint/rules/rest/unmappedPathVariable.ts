import { setRequestParameter } from '../../../operations/methods.ts'
import { updateIntegration } from '../../../operations/integrations.ts'
import { gone, methodAt } from '../../places.ts'
import { resourcePath } from '../../../queries/resourceTree.ts'
import { apiAt } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unmappedPathVariable: Rule = {
  title: 'A variable of the endpoint is not mapped',
  why: 'A variable in the endpoint of an HTTP integration stays as it is written, braces and all, unless it is mapped.',
  advice:
    'Map it in the integration request, from the path parameter of the same name for example.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets/{petId}': { integration: { uri: 'https://pets.example.com/pets/{petId}' } },
    },
  },
  good: {
    methods: {
      'GET /pets/{petId}': {
        requestParameters: { 'method.request.path.petId': true },
        integration: {
          uri: 'https://pets.example.com/pets/{petId}',
          requestParameters: { 'integration.request.path.petId': 'method.request.path.petId' },
        },
      },
    },
  },
  check: ({ name: method, path, integration, integrationAt }) => {
    if (!integration || integration.type === 'MOCK' || integration.type === 'AWS_PROXY') return []
    return variablesOf(integration.uri)
      .filter(
        (name) =>
          !Object.hasOwn(integration.requestParameters, `integration.request.path.${name}`) &&
          !setsPath(integration.requestTemplates, name),
      )
      .map((name) => ({
        message: `${method}: {${name}} in the endpoint is not mapped from anything.`,
        at: [...integrationAt, 'uri'],
        isFixable: variablesOf(path).includes(name),
      }))
  },
  fix: (design, { at }) => {
    const found = methodAt(design, at)
    const api = apiAt(design, at)
    const { integration } = found?.method ?? {}
    if (!found || !api || !integration || integration.type === 'MOCK') return gone(at)
    const ofPath = variablesOf(resourcePath(api, found.ref.resourceId))
    const names = variablesOf(integration.uri).filter((name) => ofPath.includes(name))
    let present = design
    for (const name of names) {
      const parameter = `method.request.path.${name}`
      if (Object.hasOwn(found.method.requestParameters, parameter)) continue
      const declared = setRequestParameter(present, {
        ...found.ref,
        name: parameter,
        required: true,
      })
      if (!declared.ok) return declared
      present = declared.value
    }
    const mappings = names.map((name) => [
      `integration.request.path.${name}`,
      `method.request.path.${name}`,
    ])
    const requestParameters = { ...Object.fromEntries(mappings), ...integration.requestParameters }
    return updateIntegration(present, { ...found.ref, change: { requestParameters } })
  },
}

/** `{petId}`, `{proxy+}`; `${stageVariables.host}` is none. */
function variablesOf(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\{([^{}]+?)\+?\}/g)].map((match) => match[1] ?? '')
}

/** True where a template overrides the path parameter. */
function setsPath(templates: Readonly<Record<string, string>>, name: string): boolean {
  return Object.values(templates).some(
    (text) => text.includes('requestOverride.path') && text.includes(name),
  )
}
