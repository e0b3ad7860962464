/** A key that API Gateway gives to the conditions of a resource policy. */
export interface ConditionKey {
  readonly name: string
  /** What it is, to be put into a sentence. */
  readonly noun: string
  /** `private`: only private APIs have it; `iam`: only where callers are known by their signature. */
  readonly only?: 'private' | 'iam'
}

/** Source: developer guide, condition keys that can be used in API Gateway resource policies. */
export const conditionKeys: readonly ConditionKey[] = [
  { name: 'aws:CurrentTime', noun: 'the time' },
  { name: 'aws:EpochTime', noun: 'the time, in seconds since 1970,' },
  { name: 'aws:Referer', noun: 'the header Referer' },
  { name: 'aws:SecureTransport', noun: 'the use of HTTPS' },
  { name: 'aws:SourceAccount', noun: 'the account of what makes the call' },
  { name: 'aws:SourceArn', noun: 'the ARN of what makes the call' },
  { name: 'aws:SourceIp', noun: 'the IP address of the caller' },
  { name: 'aws:SourceVpc', noun: 'the VPC of the caller', only: 'private' },
  { name: 'aws:SourceVpce', noun: 'the VPC endpoint of the call', only: 'private' },
  { name: 'aws:VpcSourceIp', noun: 'the IP address of the caller in its VPC', only: 'private' },
  { name: 'aws:UserAgent', noun: 'the header User-Agent' },
  { name: 'aws:TokenIssueTime', noun: 'the time the caller signed in', only: 'iam' },
  { name: 'aws:MultiFactorAuthPresent', noun: 'the use of a second factor', only: 'iam' },
  {
    name: 'aws:MultiFactorAuthAge',
    noun: 'the age of the second factor, in seconds,',
    only: 'iam',
  },
  { name: 'aws:PrincipalAccount', noun: 'the account of the caller', only: 'iam' },
  { name: 'aws:PrincipalArn', noun: 'the ARN of the caller', only: 'iam' },
  { name: 'aws:PrincipalOrgID', noun: 'the organization of the caller', only: 'iam' },
  {
    name: 'aws:PrincipalOrgPaths',
    noun: 'the path of the caller in its organization',
    only: 'iam',
  },
  { name: 'aws:PrincipalTag', noun: 'the tag of the caller', only: 'iam' },
  { name: 'aws:PrincipalType', noun: 'the kind of the caller', only: 'iam' },
  { name: 'aws:userid', noun: 'the id of the caller', only: 'iam' },
  { name: 'aws:username', noun: 'the user name of the caller', only: 'iam' },
]

/** The key of a name, in whichever case; `aws:PrincipalTag/team` is a tag's. */
export function conditionKeyOf(written: string): ConditionKey | undefined {
  const tag = /^aws:PrincipalTag\/(.+)$/is.exec(written)?.[1]
  const lower = tag === undefined ? written.toLowerCase() : 'aws:principaltag'
  const found = conditionKeys.find(({ name }) => name.toLowerCase() === lower)
  return found && tag !== undefined ? { ...found, noun: `${found.noun} ${tag}` } : found
}

/** How an operator relates a key to its values, as words, and the operator that says the opposite. */
export const operators: Readonly<Record<string, { readonly is: string; readonly not?: string }>> = {
  StringEquals: { is: 'is', not: 'StringNotEquals' },
  StringEqualsIgnoreCase: {
    is: 'is, in whichever case,',
    not: 'StringNotEqualsIgnoreCase',
  },
  StringLike: { is: 'is like', not: 'StringNotLike' },
  NumericEquals: { is: 'is', not: 'NumericNotEquals' },
  NumericLessThan: { is: 'is less than' },
  NumericLessThanEquals: { is: 'is at most' },
  NumericGreaterThan: { is: 'is more than' },
  NumericGreaterThanEquals: { is: 'is at least' },
  DateEquals: { is: 'is', not: 'DateNotEquals' },
  DateLessThan: { is: 'is before' },
  DateLessThanEquals: { is: 'is not after' },
  DateGreaterThan: { is: 'is after' },
  DateGreaterThanEquals: { is: 'is not before' },
  Bool: { is: 'is' },
  IpAddress: { is: 'is in', not: 'NotIpAddress' },
  ArnEquals: { is: 'is', not: 'ArnNotEquals' },
  ArnLike: { is: 'is like', not: 'ArnNotLike' },
}

/** Every operator's name, without what may stand before or behind it. */
export const operatorNames: readonly string[] = [
  ...Object.entries(operators).flatMap(([name, { not }]) =>
    not === undefined ? [name] : [name, not],
  ),
  'Null',
]

/** What an operator says, as words between a key and its values. `undefined` for one that is not known. */
export function relationOf(operator: string): string | undefined {
  const positive = Object.hasOwn(operators, operator) ? operators[operator] : undefined
  if (positive) return positive.is
  const negated = Object.values(operators).find(({ not }) => not === operator)
  return negated?.is.replace(/^is/, 'is not')
}
