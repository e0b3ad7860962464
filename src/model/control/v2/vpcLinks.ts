import { putVpcLinkV2, removeVpcLinkV2 } from '../../operations/v2/vpcLinks.ts'
import { vpcLinkV2 } from '../../schema/access.ts'
import type { VpcLinkV2 } from '../../schema/access.ts'
import { dateOf, notFound, own, text, textList, textMap, withDesign, withNote } from '../account.ts'
import type { Account, JsonObject, Operation } from '../account.ts'
import { vpcLinkAnswer } from './answers.ts'
import { done } from './done.ts'
import { page } from './places.ts'

function linkOf(account: Account, input: JsonObject): VpcLinkV2 {
  const link = own(account.design.access.vpcLinksV2, text(input['vpcLinkId']) ?? '')
  if (!link) throw notFound('Invalid Vpc Link identifier specified')
  return link
}

/** The management calls on VPC links of HTTP APIs. */
export const vpcLinkOperations = {
  CreateVpcLink: {
    status: 201,
    run: (account, input, environment) => {
      const link = vpcLinkV2.parse({
        id: environment.nextId(),
        name: text(input['name']) ?? '',
        subnetIds: textList(input['subnetIds']),
        securityGroupIds: textList(input['securityGroupIds']),
        tags: textMap(input['tags']),
      })
      const design = done(putVpcLinkV2(account.design, { link }))
      const next = withNote(withDesign(account, design), ['access', 'vpcLinksV2', link.id], {
        createdDate: dateOf(environment),
      })
      return { account: next, body: vpcLinkAnswer(next, link) }
    },
  },
  GetVpcLink: {
    status: 200,
    run: (account, input) => ({ account, body: vpcLinkAnswer(account, linkOf(account, input)) }),
  },
  GetVpcLinks: {
    status: 200,
    run: (account, input) => {
      const links = Object.values(account.design.access.vpcLinksV2)
      return {
        account,
        body: page(
          links.map((link) => vpcLinkAnswer(account, link)),
          input,
        ),
      }
    },
  },
  UpdateVpcLink: {
    status: 200,
    run: (account, input) => {
      const before = linkOf(account, input)
      const link = { ...before, name: text(input['name']) ?? before.name }
      const next = withDesign(account, done(putVpcLinkV2(account.design, { link })))
      return { account: next, body: vpcLinkAnswer(next, link) }
    },
  },
  DeleteVpcLink: {
    status: 202,
    run: (account, input) => {
      const { id } = linkOf(account, input)
      const design = done(removeVpcLinkV2(account.design, { id }))
      return { account: withDesign(account, design), body: {} }
    },
  },
} satisfies { readonly [name: string]: Operation }
