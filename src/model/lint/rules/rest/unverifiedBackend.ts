import type { Rule } from '../../rule.ts'

export const unverifiedBackend: Rule = {
  title: 'The certificate of a backend is not checked',
  why: 'With insecureSkipVerification the gateway talks to whoever answers at the address, without knowing that it is the backend.',
  advice:
    'Give the backend a certificate of a public authority and turn the verification on again.',
  appliesTo: 'method',
  severity: 'warning',
  bad: {
    methods: {
      'GET /pets': { integration: { tlsConfig: { insecureSkipVerification: true } } },
    },
  },
  good: {
    methods: {
      'GET /pets': { integration: { tlsConfig: { insecureSkipVerification: false } } },
    },
  },
  check: ({ name, integration, integrationAt }) =>
    integration &&
    integration.type !== 'MOCK' &&
    integration.tlsConfig?.insecureSkipVerification === true
      ? [
          {
            message: `${name} does not check the certificate of its backend.`,
            at: [...integrationAt, 'tlsConfig'],
          },
        ]
      : [],
}
