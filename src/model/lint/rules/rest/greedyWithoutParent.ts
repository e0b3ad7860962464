import type { Rule } from '../../rule.ts'

export const greedyWithoutParent: Rule = {
  title: 'A greedy path does not take its own parent',
  why: 'A greedy path variable wants at least one segment: the path in front of it is not matched and answers 403.',
  advice: 'Add the same method to the parent, if its path is meant to be called.',
  appliesTo: 'restApi',
  severity: 'info',
  bad: { methods: { 'ANY /files/{proxy+}': {} } },
  good: { methods: { 'ANY /files/{proxy+}': {}, 'ANY /files': {} } },
  check: ({ api, at }) =>
    Object.values(api.resources).flatMap(({ id, pathPart, parentId, methods }) => {
      const parent = parentId === undefined ? undefined : api.resources[parentId]
      if (!parent || pathPart?.endsWith('+}') !== true) return []
      const isEmpty = Object.keys(parent.methods).every((verb) => verb === 'OPTIONS')
      if (!isEmpty || Object.keys(methods).length === 0) return []
      const where = parent.pathPart === undefined ? 'the root path /' : parent.pathPart
      return [
        {
          message: `${pathPart} does not take ${where} itself, which has no method of its own.`,
          at: [...at, 'resources', id],
        },
      ]
    }),
}
