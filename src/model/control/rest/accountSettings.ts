import { mostOf, quotas } from '../../queries/quotas.ts'
import { badRequest, present, someText } from '../account.ts'
import type { Account, AccountSettings, ControlEnvironment, Operation } from '../account.ts'
import { checkListedPath, patchesOf } from './patch.ts'
import type { Patch } from './patch.ts'

/** Accounts have had usage plans from the beginning for years. */
const usagePlans = 'UsagePlans'

function answerOf({ settings = {} }: Account, { raisedQuotas }: ControlEnvironment) {
  return present({
    cloudwatchRoleArn: settings.cloudwatchRoleArn,
    throttleSettings: {
      burstLimit: quotas.accountBurst.most,
      rateLimit: mostOf('accountRate', raisedQuotas === 'all' ? {} : raisedQuotas),
    },
    features: [usagePlans],
    apiKeyVersion: '4',
  })
}

/** The wording of what is refused here is formed after that of other calls. */
function patchedSettings(before: AccountSettings, patch: Patch): AccountSettings {
  checkListedPath(patch, {
    add: ['/features'],
    replace: ['/cloudwatchRoleArn'],
    remove: ['/features'],
  })
  const { op, path, value = '' } = patch
  if (path === '/features') {
    if (value !== usagePlans) throw badRequest(`Invalid feature specified: ${value}`)
    if (op === 'remove') throw badRequest('Usage Plans cannot be disabled once they are enabled')
    return before
  }
  const { cloudwatchRoleArn: _before, ...others } = before
  const cloudwatchRoleArn = someText(value)
  if (cloudwatchRoleArn === undefined) return others
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(cloudwatchRoleArn)) {
    throw badRequest('Role ARN is not well formed')
  }
  return { ...others, cloudwatchRoleArn }
}

/** The management calls on the account itself, in its region. */
export const accountOperations = {
  GetAccount: {
    status: 200,
    run: (account, _input, environment) => ({ account, body: answerOf(account, environment) }),
  },
  UpdateAccount: {
    status: 200,
    run: (account, input, environment) => {
      const patches = patchesOf(input)
      const settings = patches.reduce(patchedSettings, account.settings ?? {})
      const next = patches.length === 0 ? account : { ...account, settings }
      return { account: next, body: answerOf(next, environment) }
    },
  },
} satisfies { readonly [name: string]: Operation }
