import type { Rule } from '../../rule.ts'

export const unusedStageVariable: Rule = {
  title: 'A stage variable is not used',
  why: 'Nothing in the API reads the variable. Often its name is written differently where it was meant to be read.',
  advice: 'Correct the name, or remove the variable.',
  appliesTo: 'api',
  severity: 'info',
  bad: {
    api: { stages: { test: { stageName: 'test', variables: { hots: 'pets.example.com' } } } },
  },
  good: {
    methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/pets' } } },
    api: { stages: { test: { stageName: 'test', variables: { host: 'pets.example.com' } } } },
  },
  check: ({ stages, stageVariableUses, mayReadAnyVariable }) => {
    if (mayReadAnyVariable) return []
    const used = new Set(stageVariableUses.map(({ name }) => name))
    return stages.flatMap(({ stageName, variables, variablesAt }) =>
      Object.keys(variables)
        .filter((name) => !used.has(name))
        .map((name) => ({
          message: `Nothing reads the variable ${name} of the stage ${stageName}.`,
          at: [...variablesAt, name],
        })),
    )
  },
}
