import type { Rule } from '../../rule.ts'

export const secretInStageVariable: Rule = {
  title: 'A secret is kept in a stage variable',
  why: 'Stage variables are configuration: everybody who may see the stage can read them, and they go into logs and exports.',
  advice:
    'Keep the secret in Secrets Manager or Parameter Store, and let a function read it there. The variable can hold its name.',
  appliesTo: 'api',
  severity: 'warning',
  bad: {
    methods: { 'GET /pets': { integration: { type: 'AWS_PROXY' } } },
    api: { stages: { prod: { stageName: 'prod', variables: { dbPassword: 'correct-horse' } } } },
  },
  good: {
    methods: { 'GET /pets': { integration: { type: 'AWS_PROXY' } } },
    api: { stages: { prod: { stageName: 'prod', variables: { dbPasswordName: 'pets/db' } } } },
  },
  check: ({ stages }) =>
    stages.flatMap(({ stageName, variables, variablesAt }) =>
      Object.entries(variables)
        .filter(
          ([name, value]) =>
            value.length >= 6 && (secretName.test(name) || secretValue.test(value)),
        )
        .map(([name]) => ({
          message: `The variable ${name} of the stage ${stageName} looks like a secret that everybody who sees the stage can read.`,
          at: [...variablesAt, name],
        })),
    ),
}

const secretName = /(?:password|passwd|secret|api_?key|access_?key|private_?key|token)$/i
/** Key ids of AWS, tokens of well-known services. */
const secretValue = /^(?:AKIA|ASIA)[0-9A-Z]{16}$|^gh[pousr]_\w{20,}|^sk_live_|^xox[abp]-/
