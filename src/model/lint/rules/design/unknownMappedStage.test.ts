import { testRule } from '../../testRule.ts'

const mappedTo = (stage: string) => ({
  domainNames: {
    'api.example.com': {
      domainName: 'api.example.com',
      basePathMappings: [{ apiId: 'h', stage }],
    },
  },
})

testRule('unknownMappedStage', {
  at: ['access', 'domainNames', 'api.example.com', 'basePathMappings', '0'],
  alsoFound: {
    'a mapping to a stage that an HTTP API does not have': [
      { httpApi: {}, access: mappedTo('prod') },
      ['access', 'domainNames', 'api.example.com', 'basePathMappings', '0'],
    ],
  },
  alsoSound: {
    'a mapping to the stage $default of an HTTP API': {
      httpApi: {},
      access: mappedTo('$default'),
    },
  },
})
