import { describe, expect, it } from 'vitest'
import { readPolicy, restApiSchema } from '../../../model/index.ts'
import type { RestApi } from '../../../model/index.ts'
import { policyTemplates, policyText, withStatements } from './policyTemplates.ts'

const apiOf = (type: string, vpcEndpointIds: string[] = []): RestApi =>
  restApiSchema.parse({
    protocol: 'REST',
    id: 'a',
    name: 'a',
    rootResourceId: 'r',
    resources: { r: { id: 'r' } },
    endpointConfiguration: { types: [type], vpcEndpointIds },
  })

describe('a template of a resource policy', () => {
  it.each(policyTemplates.map((template) => [template.id, template] as const))(
    '%s is a policy without a remark, with words for each statement',
    (_id, { statements, isForPrivate, placeholders }) => {
      const api = apiOf(isForPrivate ? 'PRIVATE' : 'REGIONAL')
      const text = policyText(statements({ api, principalArns: [] }))
      const reading = readPolicy(text, { isPrivate: isForPrivate ?? false, stageNames: ['dev'] })
      expect(reading.remarks).toEqual([])
      expect(reading.statements.map(({ sentence }) => sentence)).not.toContain(undefined)
      expect(placeholders.some((placeholder) => text.includes(placeholder))).toBe(true)
    },
  )

  it('names the VPC endpoints and the principals that the design has', () => {
    const of = (id: string) => policyTemplates.find((template) => template.id === id)
    const api = apiOf('PRIVATE', ['vpce-1'])
    expect(
      policyText(of('allow-vpc-endpoints')?.statements({ api, principalArns: [] }) ?? []),
    ).toContain('vpce-1')
    const arn = 'arn:aws:iam::111122223333:user/ana'
    expect(
      policyText(of('allow-roles')?.statements({ api, principalArns: [arn] }) ?? []),
    ).toContain(arn)
  })
})

describe('adding statements to a policy', () => {
  const everybody = { Sid: 'AllowEverybody', Effect: 'Allow' }

  it('keeps what is there, says nothing twice and gives a taken Sid a number', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Id: 'x', Statement: everybody })
    const added = withStatements(text, [everybody, { Sid: 'AllowEverybody', Effect: 'Deny' }])
    expect(JSON.parse(added ?? '')).toEqual({
      Version: '2012-10-17',
      Id: 'x',
      Statement: [everybody, { Sid: 'AllowEverybody2', Effect: 'Deny' }],
    })
  })

  it('makes a whole policy where there is none, and leaves a broken text alone', () => {
    expect(withStatements(' ', [everybody])).toBe(policyText([everybody]))
    expect(withStatements('{"Version": ', [everybody])).toBeUndefined()
    expect(withStatements('[]', [everybody])).toBeUndefined()
  })
})
