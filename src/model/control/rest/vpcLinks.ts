import { putVpcLink, removeVpcLink } from '../../operations/access.ts'
import type { VpcLink } from '../../schema/access.ts'
import { vpcLinkAnswer } from './accessAnswers.ts'
import { notFound, own, someText, text, textList, textMap, withDesign } from '../account.ts'
import { done } from './done.ts'
import { page } from './lists.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { checkListedPath, patchesOf } from './patch.ts'

function linkOf(account: Account, input: JsonObject): VpcLink {
  const link = own(account.design.access.vpcLinks, text(input['vpcLinkId']) ?? '')
  if (!link) throw notFound('Invalid Vpc Link identifier specified')
  return link
}

function withLink(account: Account, link: VpcLink): Account {
  return withDesign(account, done(putVpcLink(account.design, { link })))
}

/** The management calls on VPC links. */
export const vpcLinkOperations = {
  CreateVpcLink: {
    status: 202,
    run: (account, input, environment) => {
      const description = someText(input['description'])
      const link: VpcLink = {
        id: environment.nextId(),
        name: text(input['name']) ?? '',
        targetArns: textList(input['targetArns']),
        tags: textMap(input['tags']),
        ...(description !== undefined && { description }),
      }
      const next = withLink(account, link)
      // a link is made in the background; it can be used once its status is AVAILABLE
      const body = { ...vpcLinkAnswer(link), status: 'PENDING' }
      return { account: next, body }
    },
  },
  GetVpcLink: {
    status: 200,
    run: (account, input) => ({ account, body: vpcLinkAnswer(linkOf(account, input)) }),
  },
  GetVpcLinks: {
    status: 200,
    run: (account, input) => ({
      account,
      body: page(Object.values(account.design.access.vpcLinks).map(vpcLinkAnswer), input),
    }),
  },
  UpdateVpcLink: {
    status: 200,
    run: (account, input) => {
      const link = patchesOf(input).reduce(
        (before, patch) => {
          checkListedPath(patch, { replace: ['/name', '/description'] })
          if (patch.path === '/name') return { ...before, name: patch.value ?? '' }
          const { description: _before, ...others } = before
          const description = someText(patch.value)
          return description === undefined ? others : { ...others, description }
        },
        linkOf(account, input),
      )
      return { account: withLink(account, link), body: vpcLinkAnswer(link) }
    },
  },
  DeleteVpcLink: {
    status: 202,
    run: (account, input) => {
      const { id } = linkOf(account, input)
      return { account: withDesign(account, done(removeVpcLink(account.design, { id }))), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
