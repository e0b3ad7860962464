import { own } from '../../../operations/within.ts'
import type { Rule } from '../../rule.ts'

export const unknownMappedStage: Rule = {
  title: 'A custom domain name leads to a stage that is not there',
  why: 'Calls of the domain name below this base path find no stage and are refused with 403.',
  advice: 'Choose a stage of the API, or add the one that is named.',
  appliesTo: 'design',
  severity: 'error',
  bad: {
    access: {
      domainNames: {
        'api.example.com': {
          domainName: 'api.example.com',
          basePathMappings: [{ basePath: 'pets', apiId: 'a', stage: 'prod' }],
        },
      },
    },
  },
  good: {
    api: { stages: { prod: { stageName: 'prod' } } },
    access: {
      domainNames: {
        'api.example.com': {
          domainName: 'api.example.com',
          basePathMappings: [{ basePath: 'pets', apiId: 'a', stage: 'prod' }],
        },
      },
    },
  },
  check: ({ apis, access }) =>
    Object.values(access.domainNames).flatMap(({ domainName, basePathMappings }) =>
      basePathMappings.flatMap(({ basePath, apiId, stage }, i) => {
        // another API of the account is not in the design
        const api = own(apis, apiId)
        if (!api || stage === undefined || Object.hasOwn(api.stages, stage)) return []
        return [
          {
            message: `${domainName}/${basePath} leads to the stage ${stage} of ${api.name}, which is not there.`,
            at: ['access', 'domainNames', domainName, 'basePathMappings', String(i)],
          },
        ]
      }),
    ),
}
