import type { Rule } from '../../rule.ts'

export const weakTls: Rule = {
  title: 'A custom domain name takes old TLS',
  why: 'The security policy TLS_1_0 takes TLS 1.0 and 1.1 with ciphers that are not safe any more.',
  advice: 'Choose TLS_1_2 or a newer security policy.',
  appliesTo: 'design',
  severity: 'warning',
  bad: {
    access: {
      domainNames: {
        'api.example.com': { domainName: 'api.example.com', securityPolicy: 'TLS_1_0' },
      },
    },
  },
  good: {
    access: {
      domainNames: {
        'api.example.com': { domainName: 'api.example.com', securityPolicy: 'TLS_1_2' },
      },
    },
  },
  check: ({ access }) =>
    Object.values(access.domainNames)
      .filter(({ securityPolicy }) => securityPolicy === 'TLS_1_0')
      .map(({ domainName }) => ({
        message: `${domainName} takes TLS 1.0 and 1.1.`,
        at: ['access', 'domainNames', domainName, 'securityPolicy'],
      })),
}
