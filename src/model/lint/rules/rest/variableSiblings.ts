import { childrenByParent } from '../../../queries/resourceTree.ts'
import type { Rule } from '../../rule.ts'

export const variableSiblings: Rule = {
  title: 'Two variables stand side by side',
  why: 'A resource may have one variable child only, because a path could not be told apart otherwise. The service refuses the second.',
  advice: 'Keep one of them, and tell the cases apart in the backend.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: { methods: { 'GET /pets/{petId}': {}, 'GET /pets/{name}': {} } },
  good: { methods: { 'GET /pets/{petId}': {}, 'GET /pets/named/{name}': {} } },
  check: ({ api, at }) =>
    [...childrenByParent(api).values()].flatMap((children) => {
      const [first, ...others] = children.filter(({ pathPart = '' }) => /^\{.*\}$/.test(pathPart))
      return others.map(({ id, pathPart }) => ({
        message: `${pathPart} stands beside ${first?.pathPart}: only one variable is allowed there.`,
        at: [...at, 'resources', id],
      }))
    }),
}
