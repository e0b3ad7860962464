import type { RestApiFacts } from './facts.ts'
import type { Finding } from './rule.ts'

/** What is wrong in the text of a resource policy, with line and column: what the service refuses, or what it stores all the same. */
export function policyFindings({ policy, at }: RestApiFacts, isRefused: boolean): Finding[] {
  return policy.remarks
    .filter(({ severity }) => (severity === 'error') === isRefused)
    .map(({ message, line, column }) => ({
      message: `Resource policy: ${message}`,
      at: [...at, 'policy'],
      position: { line, column },
    }))
}
