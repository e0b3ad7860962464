import { inMethod, testRule } from '../../testRule.ts'

testRule('plainHttpBackend', {
  at: inMethod('GET /pets', 'integration', 'uri'),
  alsoSound: {
    'a backend behind a VPC link': {
      methods: {
        'GET /pets': {
          integration: {
            uri: 'http://pets.internal/pets',
            connectionType: 'VPC_LINK',
            connectionId: 'abc123',
          },
        },
      },
    },
  },
})
