import type { Rule } from '../../rule.ts'

export const unusedStageVariable: Rule = {
  title: 'A stage variable is not used',
  why: 'Nothing in the API reads the variable. Often its name is written differently where it was meant to be read.',
  advice: 'Correct the name, or remove the variable.',
  severity: 'info',
  bad: {
    api: { stages: { test: { stageName: 'test', variables: { hots: 'pets.example.com' } } } },
  },
  good: {
    methods: { 'GET /pets': { integration: { uri: 'https://${stageVariables.host}/pets' } } },
    api: { stages: { test: { stageName: 'test', variables: { host: 'pets.example.com' } } } },
  },
  check: ({ api, at, methods, templates, stageVariableUses }) => {
    // a function gets all variables in its event, and a template can print them all
    const mayReadAll =
      methods.some(({ isLambda, isProxy }) => isLambda && isProxy) ||
      Object.values(api.authorizers).some(({ type }) => type === 'REQUEST') ||
      templates.some(({ text }) => /\$!?\{?stageVariables\b(?!\.\w+\b(?!\s*\()|\[)/.test(text))
    if (mayReadAll) return []
    const used = new Set(stageVariableUses.map(({ name }) => name))
    return Object.values(api.stages).flatMap(({ stageName, variables }) =>
      Object.keys(variables)
        .filter((name) => !used.has(name))
        .map((name) => ({
          message: `Nothing reads the variable ${name} of the stage ${stageName}.`,
          at: [...at, 'stages', stageName, 'variables', name],
        })),
    )
  },
}
