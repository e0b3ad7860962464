import type { VpcLink } from '../schema/access.ts'
import {
  badRequest,
  notFound,
  own,
  page,
  someText,
  text,
  textList,
  textMap,
  withDesign,
} from './account.ts'
import type { Account, JsonObject, Operation } from './account.ts'
import { vpcLinkAnswer } from './answers.ts'
import { checkListedPath, patchesOf } from './patch.ts'

function linkOf(account: Account, input: JsonObject): VpcLink {
  const link = own(account.design.access.vpcLinks, text(input['vpcLinkId']) ?? '')
  if (!link) throw notFound('Invalid Vpc Link identifier specified')
  return link
}

function withLinks(account: Account, vpcLinks: Readonly<Record<string, VpcLink>>): Account {
  const { design } = account
  return withDesign(account, { ...design, access: { ...design.access, vpcLinks } })
}

/** The management calls on VPC links. */
export const vpcLinkOperations = {
  CreateVpcLink: {
    status: 202,
    run: (account, input, environment) => {
      const name = text(input['name']) ?? ''
      if (name === '') throw badRequest('Name cannot be empty')
      const targetArns = textList(input['targetArns'])
      const broken = targetArns.find((arn) => !/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(arn))
      if (broken !== undefined) {
        throw badRequest(`Invalid ARN. ARN is not well formed ${broken}`)
      }
      const description = someText(input['description'])
      const link: VpcLink = {
        id: environment.nextId(),
        name,
        targetArns,
        tags: textMap(input['tags']),
        ...(description !== undefined && { description }),
      }
      const links = { ...account.design.access.vpcLinks, [link.id]: link }
      // a link is made in the background; it can be used once its status is AVAILABLE
      const body = { ...vpcLinkAnswer(link), status: 'PENDING' }
      return { account: withLinks(account, links), body }
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
          return { ...before, [patch.path?.slice(1) ?? '']: patch.value ?? '' }
        },
        linkOf(account, input),
      )
      const links = { ...account.design.access.vpcLinks, [link.id]: link }
      return { account: withLinks(account, links), body: vpcLinkAnswer(link) }
    },
  },
  DeleteVpcLink: {
    status: 202,
    run: (account, input) => {
      const { id } = linkOf(account, input)
      const kept = Object.entries(account.design.access.vpcLinks).filter(([key]) => key !== id)
      return { account: withLinks(account, Object.fromEntries(kept)), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
