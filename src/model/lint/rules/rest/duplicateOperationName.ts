import type { Rule } from '../../rule.ts'

export const duplicateOperationName: Rule = {
  title: 'Two methods have the same operation name',
  why: 'The operation name becomes the name of a function in generated SDKs and the operationId in OpenAPI, which have to be unique.',
  advice: 'Give each method a name of its own.',
  appliesTo: 'restApi',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': { operationName: 'ListPets' },
      'GET /dogs': { operationName: 'ListPets' },
    },
  },
  good: {
    methods: {
      'GET /pets': { operationName: 'ListPets' },
      'GET /dogs': { operationName: 'ListDogs' },
    },
  },
  check: ({ methods }) => {
    const first = new Map<string, string>()
    return methods.flatMap(({ name, method, at }) => {
      const operation = method.operationName ?? ''
      const other = first.get(operation)
      if (operation === '') return []
      if (other === undefined) {
        first.set(operation, name)
        return []
      }
      return [
        {
          message: `${name} has the operation name ${operation}, as ${other} has.`,
          at: [...at, 'operationName'],
        },
      ]
    })
  },
}
