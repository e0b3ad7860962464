import { putApiKey, putUsagePlan, putVpcLink } from '../../operations/access.ts'
import { putClientCertificate } from '../../operations/clientCertificates.ts'
import { putDomainName } from '../../operations/identities.ts'
import { updateRestApi } from '../../operations/restApis.ts'
import { updateStage } from '../../operations/stages.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { badRequest, notFound, own, text, textList, textMap, withDesign } from '../account.ts'
import { done } from './done.ts'
import { apiOf } from './places.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'

type Tags = Readonly<Record<string, string>>

/** Something that has tags: those that it has, and the design in which it has others. */
interface Tagged {
  readonly tags: Tags
  readonly put: (tags: Record<string, string>) => Result<Design>
}

type Find = (account: Account, names: readonly string[], environment: ControlEnvironment) => Tagged

/** What is kept under its id in the design's `access`. */
function inAccess<T extends { readonly tags: Tags }>(
  collection: (access: Design['access']) => Readonly<Record<string, T>>,
  put: (design: Design, thing: T) => Result<Design>,
  missing: string,
): Find {
  return ({ design }, [id = '']) => {
    const thing = own(collection(design.access), id)
    if (!thing) throw notFound(missing)
    return { tags: thing.tags, put: (tags) => put(design, { ...thing, tags }) }
  }
}

/** What can have tags, by the form of its ARN's path: `*` stands for a name. */
const taggable: { readonly [path: string]: Find } = {
  'restapis/*': (account, [restApiId = ''], environment) => {
    const { id, tags } = apiOf(account, { restApiId }, environment)
    return {
      tags,
      put: (tags) => updateRestApi(account.design, { apiId: id, change: { tags } }),
    }
  },
  'restapis/*/stages/*': (account, [restApiId = '', stageName = ''], environment) => {
    const { id: apiId, stages } = apiOf(account, { restApiId }, environment)
    const stage = own(stages, stageName)
    if (!stage) throw notFound('Invalid stage identifier specified')
    return {
      tags: stage.tags,
      put: (tags) => updateStage(account.design, { apiId, stageName, change: { tags } }),
    }
  },
  'apikeys/*': inAccess(
    ({ apiKeys }) => apiKeys,
    (design, key) => putApiKey(design, { key }),
    'Invalid API Key identifier specified',
  ),
  'usageplans/*': inAccess(
    ({ usagePlans }) => usagePlans,
    (design, plan) => putUsagePlan(design, { plan }),
    'Invalid Usage Plan ID specified',
  ),
  'clientcertificates/*': inAccess(
    ({ clientCertificates }) => clientCertificates,
    (design, certificate) => putClientCertificate(design, { certificate }),
    'Invalid Client Certificate identifier specified',
  ),
  'domainnames/*': inAccess(
    ({ domainNames }) => domainNames,
    (design, domain) => putDomainName(design, { domain }),
    'Invalid domain name identifier specified',
  ),
  'vpclinks/*': inAccess(
    ({ vpcLinks }) => vpcLinks,
    (design, link) => putVpcLink(design, { link }),
    'Invalid Vpc Link identifier specified',
  ),
}

/** What an ARN names: `arn:aws:apigateway:us-east-1::/restapis/abc/stages/dev`. */
function taggedOf(account: Account, input: JsonObject, environment: ControlEnvironment): Tagged {
  const [, region, path = ''] =
    /^arn:aws[\w-]*:apigateway:([^:]+)::\/(.+)$/.exec(text(input['resourceArn']) ?? '') ?? []
  const steps = path.split('/')
  const form = steps.map((step, i) => (i % 2 === 0 ? step : '*')).join('/')
  const find = own(taggable, form)
  if (region !== environment.region || !find) {
    throw badRequest('Invalid ARN specified in the request')
  }
  return find(
    account,
    steps.filter((_step, i) => i % 2 === 1),
    environment,
  )
}

/** The management calls on tags, for everything that can have them. */
export const tagOperations = {
  GetTags: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: { tags: taggedOf(account, input, environment).tags },
    }),
  },
  TagResource: {
    status: 204,
    run: (account, input, environment) => {
      const { tags, put } = taggedOf(account, input, environment)
      const design = done(put({ ...tags, ...textMap(input['tags']) }))
      return { account: withDesign(account, design), body: {} }
    },
  },
  UntagResource: {
    status: 204,
    run: (account, input, environment) => {
      const { tags, put } = taggedOf(account, input, environment)
      const removed = new Set(textList(input['tagKeys']))
      const kept = Object.entries(tags).filter(([key]) => !removed.has(key))
      return { account: withDesign(account, done(put(Object.fromEntries(kept)))), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
