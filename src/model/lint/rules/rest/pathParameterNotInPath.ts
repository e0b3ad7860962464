import type { Rule } from '../../rule.ts'

export const pathParameterNotInPath: Rule = {
  title: 'A path parameter is not in the path',
  why: 'A path parameter that the path does not have is always missing: a mapping from it is left out, and a validator that requires it refuses every call.',
  advice: 'Correct the name, or take the parameter out of the method request.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: { 'GET /pets/{petId}': { requestParameters: { 'method.request.path.id': true } } },
  },
  good: {
    methods: { 'GET /pets/{petId}': { requestParameters: { 'method.request.path.petId': true } } },
  },
  check: ({ name, path, method, at }) =>
    Object.keys(method.requestParameters).flatMap((parameter) => {
      const variable = /^method\.request\.path\.(.+)$/.exec(parameter)?.[1]
      if (variable === undefined) return []
      if (path.includes(`{${variable}}`) || path.includes(`{${variable}+}`)) return []
      return [
        {
          message: `${name} declares the path parameter ${variable}, which its path does not have.`,
          at: [...at, 'requestParameters', parameter],
        },
      ]
    }),
}
