import { inRestApi, inHttpApi, testRule } from '../../testRule.ts'

testRule('mutualTlsBypassed', {
  at: inRestApi('disableExecuteApiEndpoint'),
  alsoFound: {
    'an HTTP API behind the domain': [
      {
        httpApi: {},
        access: {
          domainNames: {
            'api.example.com': {
              domainName: 'api.example.com',
              mutualTlsAuthentication: { truststoreUri: 's3://bucket/truststore.pem' },
              basePathMappings: [{ apiId: 'h', stage: '$default' }],
            },
          },
        },
      },
      inHttpApi('disableExecuteApiEndpoint'),
    ],
  },
})
