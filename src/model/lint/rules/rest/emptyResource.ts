import type { Rule } from '../../rule.ts'

export const emptyResource: Rule = {
  title: 'A resource has no methods',
  why: 'A resource without methods and without children answers nothing: its path is refused with 403 as if it were not there.',
  advice: 'Add a method, or remove the resource.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: {
    api: {
      resources: {
        root: { id: 'root' },
        pets: { id: 'pets', parentId: 'root', pathPart: 'pets', methods: {} },
      },
    },
  },
  good: { methods: { 'GET /pets': {} } },
  check: ({ api, at }) => {
    const parents = new Set(Object.values(api.resources).map(({ parentId }) => parentId))
    return Object.values(api.resources)
      .filter(
        ({ id, parentId, methods }) =>
          parentId !== undefined && !parents.has(id) && Object.keys(methods).length === 0,
      )
      .map(({ id, pathPart }) => ({
        message: `The resource ${pathPart ?? id} has no methods and no children.`,
        at: [...at, 'resources', id],
      }))
  },
}
