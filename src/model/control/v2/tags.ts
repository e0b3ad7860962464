import { putDomainName } from '../../operations/identities.ts'
import { updateHttpApi } from '../../operations/v2/httpApis.ts'
import { updateRouteStage } from '../../operations/v2/stages.ts'
import { putVpcLinkV2 } from '../../operations/v2/vpcLinks.ts'
import { updateWebSocketApi } from '../../operations/v2/webSocketApis.ts'
import type { Result } from '../../result.ts'
import type { Design } from '../../schema/design.ts'
import { badRequest, notFound, own, text, textList, textMap, withDesign } from '../account.ts'
import type { Account, ControlEnvironment, JsonObject, Operation } from '../account.ts'
import { done } from './done.ts'
import { routedApiOf } from './places.ts'

type Tags = Record<string, string>

/** The tags of something, and the edit that replaces them. */
interface Tagged {
  readonly tags: Readonly<Tags>
  readonly put: (tags: Tags) => Result<Design>
}

/** What can have tags, by its ARN: `arn:aws:apigateway:us-east-1::/apis/abc/stages/dev`. */
function taggedOf(account: Account, input: JsonObject, environment: ControlEnvironment): Tagged {
  const { design } = account
  const [, region, path = ''] =
    /^arn:aws[\w-]*:apigateway:([^:]+)::\/(.+)$/.exec(text(input['resourceArn']) ?? '') ?? []
  const [kind, id = '', inner, name = '', ...rest] = path.split('/')
  if (region !== environment.region || rest.length > 0) throw invalidArn()
  if (kind === 'apis') {
    const api = routedApiOf(account, { apiId: id }, environment)
    if (inner === undefined) {
      const update = api.protocol === 'HTTP' ? updateHttpApi : updateWebSocketApi
      return { tags: api.tags, put: (tags) => update(design, { apiId: id, change: { tags } }) }
    }
    if (inner !== 'stages') throw invalidArn()
    const stage = own(api.stages, name)
    if (!stage) throw notFound('Invalid stage identifier specified')
    const ref = { apiId: id, stageName: name }
    return {
      tags: stage.tags,
      put: (tags) => updateRouteStage(design, { ...ref, change: { tags } }),
    }
  }
  if (inner !== undefined) throw invalidArn()
  if (kind === 'domainnames') {
    const domain = own(design.access.domainNames, id)
    if (!domain) throw notFound('Invalid domain name identifier specified')
    return {
      tags: domain.tags,
      put: (tags) => putDomainName(design, { domain: { ...domain, tags } }),
    }
  }
  if (kind !== 'vpclinks') throw invalidArn()
  const link = own(design.access.vpcLinksV2, id)
  if (!link) throw notFound('Invalid Vpc Link identifier specified')
  return { tags: link.tags, put: (tags) => putVpcLinkV2(design, { link: { ...link, tags } }) }
}

function invalidArn() {
  return badRequest('Invalid ARN specified in the request')
}

/** The management calls on tags. */
export const tagOperations = {
  GetTags: {
    status: 200,
    run: (account, input, environment) => ({
      account,
      body: { tags: taggedOf(account, input, environment).tags },
    }),
  },
  TagResource: {
    status: 201,
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
