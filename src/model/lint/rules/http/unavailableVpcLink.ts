import { own } from '../../../operations/within.ts'
import type { Rule } from '../../rule.ts'

const routes = {
  'GET /pets': {
    integration: {
      connectionType: 'VPC_LINK',
      connectionId: 'link',
      integrationUri:
        'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/pets/50dc6c495c0c9188/0467ef3c8400ae65',
    },
  },
} as const
const link = { id: 'link', name: 'pets', subnetIds: ['subnet-1'] } as const

export const unavailableVpcLink: Rule = {
  title: 'A private integration uses a VPC link that is not available',
  why: 'Only an available VPC link passes requests on. A link without traffic for 60 days becomes inactive.',
  advice: 'Wait until the link is available, or create it again.',
  source: 'API Gateway developer guide, Working with VPC links for HTTP APIs',
  appliesTo: 'httpApi',
  severity: 'warning',
  bad: { routes, access: { vpcLinksV2: { link: { ...link, status: 'FAILED' } } } },
  good: { routes, access: { vpcLinksV2: { link } } },
  check: ({ design, integrations }) =>
    integrations.flatMap(({ integration, name, at }) => {
      const used = own(design.access.vpcLinksV2, integration.connectionId ?? '')
      if (integration.connectionType !== 'VPC_LINK' || !used?.status) return []
      if (used.status === 'AVAILABLE') return []
      return [
        {
          message: `The integration ${name} uses the VPC link ${used.name}, whose status is ${used.status}.`,
          at: [...at, 'connectionId'],
        },
      ]
    }),
}
