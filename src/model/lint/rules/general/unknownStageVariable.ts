import { listed } from '../../places.ts'
import type { Rule } from '../../rule.ts'

export const unknownStageVariable: Rule = {
  title: 'A stage variable is used that a stage does not set',
  why: 'A stage variable that a stage does not set is empty there: an address loses its host, a template a value.',
  advice: 'Set the variable in each stage, or correct its name.',
  appliesTo: 'api',
  severity: 'warning',
  bad: {
    methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/pets' } } },
    api: { stages: { test: { stageName: 'test', variables: {} } } },
  },
  good: {
    methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/pets' } } },
    api: { stages: { test: { stageName: 'test', variables: { host: 'pets.example.com' } } } },
  },
  check: ({ stages, stageVariableUses }) =>
    stageVariableUses.flatMap(({ name, at, user }) => {
      const without = stages
        .filter((stage) => !Object.hasOwn(stage.variables, name))
        .map(({ stageName }) => stageName)
      if (without.length === 0) return []
      return [
        {
          message: `${user} uses the stage variable ${name}, which ${listed(without)} ${without.length === 1 ? 'does' : 'do'} not set.`,
          at,
        },
      ]
    }),
}
