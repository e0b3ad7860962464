import type { Address } from '../address.ts'
import type { Api, Design } from '../schema/design.ts'
import type { RestApi } from '../schema/restApi.ts'
import { patternsOfKind } from './modelPatterns.ts'
import { listed } from './places.ts'
import { readStatusPattern } from './statusPatterns.ts'

/** A part of a design that the simulator does not run. */
export interface NotSimulated {
  readonly at: Address
  /** The feature and its name: `WebSocket API chat`. */
  readonly name: string
  /** What the simulator does in its place. */
  readonly effect: string
}

/** Everything in a design that the simulator does not run, in the order of the design. */
export function notSimulated({ apis, access }: Pick<Design, 'apis' | 'access'>): NotSimulated[] {
  const ofApis = Object.values(apis).flatMap((api) => {
    // every protocol has its reader, which the compiler cannot pair with the API by itself
    const read = readers[api.protocol] as (api: Api) => NotSimulated[]
    return read(api)
  })
  return [
    ...ofApis,
    ...networks(access.vpcLinks, 'vpcLinks'),
    ...networks(access.vpcLinksV2, 'vpcLinksV2'),
  ]
}

const readers = {
  REST: (api) => [...modelPatterns(api), ...selectionPatterns(api), ...webAcls(api)],
  HTTP: () => [],
  WEBSOCKET: ({ id, name }) => [
    {
      at: ['apis', id],
      name: `WebSocket API ${name}`,
      effect: 'It is kept, edited in forms and exported. It accepts no connections here.',
    },
  ],
} satisfies { [K in Api['protocol']]: (api: Extract<Api, { protocol: K }>) => NotSimulated[] }

function modelPatterns(api: RestApi): NotSimulated[] {
  return Object.values(api.models).flatMap((model) => {
    const patterns = patternsOfKind(model, 'beyond')
    if (patterns.length === 0) return []
    return [
      {
        at: ['apis', api.id, 'models', model.name, 'schema'],
        name: `Patterns of the model ${model.name}`,
        effect: `Values cannot be checked against ${listed(patterns)}, so request bodies with such values are refused.`,
      },
    ]
  })
}

function selectionPatterns(api: RestApi): NotSimulated[] {
  return Object.values(api.resources).flatMap((resource) =>
    Object.values(resource.methods).flatMap(({ httpMethod, integration }) => {
      if (!integration || !('integrationResponses' in integration)) return []
      return Object.entries(integration.integrationResponses).flatMap(([key, response]) => {
        const { selectionPattern = '' } = response
        if (selectionPattern === '' || readStatusPattern(selectionPattern).state !== 'beyond') {
          return []
        }
        const method = ['apis', api.id, 'resources', resource.id, 'methods', httpMethod]
        return [
          {
            at: [...method, 'integration', 'integrationResponses', key, 'selectionPattern'],
            name: `Selection pattern of ${response.statusCode}`,
            effect: 'It looks around or back, and matches nothing here.',
          },
        ]
      })
    }),
  )
}

function webAcls(api: RestApi): NotSimulated[] {
  return Object.values(api.stages).flatMap(({ stageName, webAclArn }) => {
    if (webAclArn === undefined || webAclArn === '') return []
    return [
      {
        at: ['apis', api.id, 'stages', stageName, 'webAclArn'],
        name: `Web ACL of the stage ${stageName}`,
        effect:
          'Its rules are not part of the design. It allows every request, unless the test console says that it blocks.',
      },
    ]
  })
}

function networks(
  links: Readonly<Record<string, { readonly id: string; readonly name: string }>>,
  kind: 'vpcLinks' | 'vpcLinksV2',
): NotSimulated[] {
  return Object.values(links).map(({ id, name }) => ({
    at: ['access', kind, id],
    name: `Network of the VPC link ${name}`,
    effect:
      'Only the status of the link counts. Requests go to the backend directly, not through subnets, security groups or load balancers.',
  }))
}
