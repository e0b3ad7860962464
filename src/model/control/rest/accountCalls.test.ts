import { describe, expect, it } from 'vitest'
import { ManagementConsole, consoleWithApi } from '../../fixtures/managementConsole.ts'
import type { Input } from '../../fixtures/managementConsole.ts'

const bad = (message: string) => `400 BadRequestException: ${message}`
const missing = (message: string) => `404 NotFoundException: ${message}`
const arn = (path: string) => `arn:aws:apigateway:us-east-1::/${path}`

describe('tags', () => {
  /** A console with one of everything that can have tags, and their ARNs. */
  function consoleWithTaggable() {
    const { service, restApiId } = consoleWithApi()
    service.made('CreateDeployment', { restApiId, stageName: 'dev' })
    const made = (operation: string, input: Input, id = 'id') =>
      String(service.made(operation, input)[id])
    const paths = [
      `restapis/${restApiId}`,
      `restapis/${restApiId}/stages/dev`,
      `apikeys/${made('CreateApiKey', { name: 'k' })}`,
      `usageplans/${made('CreateUsagePlan', { name: 'p' })}`,
      `clientcertificates/${made('GenerateClientCertificate', {}, 'clientCertificateId')}`,
      `domainnames/${made('CreateDomainName', { domainName: 'api.example.com' }, 'domainName')}`,
      `vpclinks/${made('CreateVpcLink', { name: 'l', targetArns: [] })}`,
    ]
    return { service, paths }
  }
  const { paths: forms } = consoleWithTaggable()

  it.each(forms.map((form, i) => [form, i] as const))(
    'are put on, listed and taken off by ARN: %s',
    (_form, i) => {
      const { service, paths } = consoleWithTaggable()
      const resourceArn = arn(paths[i] ?? '')
      const tags = () => service.made('GetTags', { resourceArn })['tags']
      expect(tags()).toEqual({})
      service.made('TagResource', { resourceArn, tags: { team: 'pets', stage: 'x' } })
      service.made('TagResource', { resourceArn, tags: { stage: 'y' } })
      expect(tags()).toEqual({ team: 'pets', stage: 'y' })
      service.made('UntagResource', { resourceArn, tagKeys: ['stage', 'none'] })
      expect(tags()).toEqual({ team: 'pets' })
    },
  )

  it.each([
    [arn('restapis/none'), missing('Invalid API identifier specified 123456789012:none')],
    [arn('restapis/id1/stages/none'), missing('Invalid stage identifier specified')],
    [arn('apikeys/none'), missing('Invalid API Key identifier specified')],
    [arn('usageplans/none'), missing('Invalid Usage Plan ID specified')],
    [arn('clientcertificates/none'), missing('Invalid Client Certificate identifier specified')],
    [arn('domainnames/none'), missing('Invalid domain name identifier specified')],
    [arn('vpclinks/none'), missing('Invalid Vpc Link identifier specified')],
    [arn('restapis/id1/resources/id2'), bad('Invalid ARN specified in the request')],
    [arn('restapis'), bad('Invalid ARN specified in the request')],
    [arn('__proto__/x'), bad('Invalid ARN specified in the request')],
    ['arn:aws:apigateway:eu-west-1::/restapis/id1', bad('Invalid ARN specified in the request')],
    ['restapis/id1', bad('Invalid ARN specified in the request')],
  ])('are of things that are there: %s', (resourceArn, answer) => {
    const { service } = consoleWithApi()
    const calls: readonly [string, Input][] = [
      ['GetTags', {}],
      ['TagResource', { tags: {} }],
      ['UntagResource', { tagKeys: [] }],
    ]
    for (const [operation, input] of calls) {
      expect(service.call(operation, { resourceArn, ...input })).toBe(answer)
    }
  })

  it('that the service would not store are refused, together with what else was to be put on', () => {
    const { service, paths } = consoleWithTaggable()
    const resourceArn = arn(paths[2] ?? '')
    expect(service.call('TagResource', { resourceArn, tags: { a: 'b', 'aws:x': 'y' } })).toBe(
      bad("Tag keys that begin with aws: are the service's own: aws:x"),
    )
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, '']))
    expect(service.call('TagResource', { resourceArn, tags: many })).toBe(
      '429 LimitExceededException: Maximum number of Tags for this stage has been reached.  There can be 50.',
    )
    expect(service.made('GetTags', { resourceArn })).toEqual({ tags: {} })
    expect(service.call('CreateApiKey', { tags: { 'aws:x': 'y' } })).toBe(
      bad("Tag keys that begin with aws: are the service's own: aws:x"),
    )
  })

  it('have to be told', () => {
    const { service } = consoleWithApi()
    expect(service.call('TagResource', { resourceArn: arn('restapis/id1') })).toBe(
      "400 ValidationException: 1 validation error detected: Value null at 'tagResourceInput.tags' failed to satisfy constraint: Member must not be null",
    )
  })
})

describe('client certificates', () => {
  it('are good for a year, and have the certificate that the environment makes', () => {
    const service = new ManagementConsole()
    Object.assign(service.environment, {
      newCertificate: ({ clientCertificateId }: { clientCertificateId: string }) =>
        `PEM of ${clientCertificateId}`,
    })
    const made = service.made('GenerateClientCertificate', { description: 'for backends' })
    expect(made).toEqual({
      clientCertificateId: 'id1',
      description: 'for backends',
      createdDate: '2026-01-31T00:00:00Z',
      expirationDate: '2027-01-31T00:00:00Z',
      pemEncodedCertificate: 'PEM of id1',
    })
    const named = { clientCertificateId: 'id1' }
    expect(service.made('GetClientCertificate', named)).toEqual(made)
    expect(service.made('GetClientCertificates', {})).toEqual({ items: [made] })
    const described = service.patched('UpdateClientCertificate', named, 'replace /description = x')
    expect(described).toEqual({ ...made, description: 'x' })
    expect(service.patched('UpdateClientCertificate', named, 'replace /tags = x')).toBe(
      bad("Invalid patch path  '/tags' specified for op 'replace'. Must be one of: [/description]"),
    )
    service.made('DeleteClientCertificate', named)
    expect(service.call('GetClientCertificate', named)).toBe(
      missing('Invalid Client Certificate identifier specified'),
    )
  })

  it('have none where the environment makes none', () => {
    expect(new ManagementConsole().made('GenerateClientCertificate', {})).not.toHaveProperty(
      'pemEncodedCertificate',
    )
  })

  it('stay as long as a stage uses them', () => {
    const { service, restApiId } = consoleWithApi()
    const named = service.made('GenerateClientCertificate', {})
    const { clientCertificateId = '' } = named
    const stage = { restApiId, stageName: 'dev' }
    service.made('CreateDeployment', stage)
    service.patched(
      'UpdateStage',
      stage,
      `replace /clientCertificateId = ${String(clientCertificateId)}`,
    )
    expect(service.call('DeleteClientCertificate', { clientCertificateId })).toBe(
      `409 ConflictException: Cannot delete client certificate ${String(clientCertificateId)} because stages use it, including ${restApiId}:dev`,
    )
    service.patched('UpdateStage', stage, 'remove /clientCertificateId')
    expect(service.call('DeleteClientCertificate', { clientCertificateId })).toEqual({})
  })

  it('are 60 at most', () => {
    const service = new ManagementConsole()
    for (let i = 0; i < 60; i++) service.made('GenerateClientCertificate', {})
    expect(service.call('GenerateClientCertificate', {})).toBe(
      '429 LimitExceededException: Maximum number of Client certificates for this account has been reached.  Please contact AWS if you need additional Client certificates.',
    )
  })
})

describe('the account', () => {
  const role = 'arn:aws:iam::123456789012:role/logs'

  it('tells what it may do a second, and knows usage plans', () => {
    const service = new ManagementConsole()
    const account = {
      throttleSettings: { burstLimit: 5000, rateLimit: 10000 },
      features: ['UsagePlans'],
      apiKeyVersion: '4',
    }
    expect(service.made('GetAccount', {})).toEqual(account)
    Object.assign(service.environment, { raisedQuotas: { accountRate: 20_000 } })
    expect(service.made('GetAccount', {})).toMatchObject({
      throttleSettings: { burstLimit: 5000, rateLimit: 20000 },
    })
  })

  it('has the role that writes logs, until it is taken away', () => {
    const service = new ManagementConsole()
    expect(
      service.patched('UpdateAccount', {}, `replace /cloudwatchRoleArn = ${role}`),
    ).toMatchObject({ cloudwatchRoleArn: role })
    expect(service.made('GetAccount', {})).toMatchObject({ cloudwatchRoleArn: role })
    service.patched('UpdateAccount', {}, 'add /features = UsagePlans')
    expect(service.made('GetAccount', {})).toMatchObject({ cloudwatchRoleArn: role })
    service.patched('UpdateAccount', {}, 'replace /cloudwatchRoleArn = ')
    expect(service.made('GetAccount', {})).not.toHaveProperty('cloudwatchRoleArn')
  })

  it.each([
    ['replace /cloudwatchRoleArn = logs', bad('Role ARN is not well formed')],
    [
      `add /cloudwatchRoleArn = ${role}`,
      bad(
        "Invalid patch path  '/cloudwatchRoleArn' specified for op 'add'. Must be one of: [/features]",
      ),
    ],
    [
      'replace /throttleSettings/rateLimit = 1',
      bad(
        "Invalid patch path  '/throttleSettings/rateLimit' specified for op 'replace'. Must be one of: [/cloudwatchRoleArn]",
      ),
    ],
    ['remove /features = UsagePlans', bad('Usage Plans cannot be disabled once they are enabled')],
    ['add /features = Wings', bad('Invalid feature specified: Wings')],
  ])('refuses %s', (patch, answer) => {
    expect(new ManagementConsole().patched('UpdateAccount', {}, patch)).toBe(answer)
  })
})

describe('the caches of a stage', () => {
  it.each(['FlushStageCache', 'FlushStageAuthorizersCache'])(
    'are emptied where there is such a stage: %s',
    (operation) => {
      const { service, restApiId } = consoleWithApi()
      service.made('CreateDeployment', { restApiId, stageName: 'dev' })
      expect(service.call(operation, { restApiId, stageName: 'dev' })).toEqual({})
      expect(service.call(operation, { restApiId, stageName: 'none' })).toBe(
        missing('Invalid stage identifier specified'),
      )
      expect(service.call(operation, { restApiId: 'none', stageName: 'dev' })).toBe(
        missing('Invalid API identifier specified 123456789012:none'),
      )
    },
  )
})

describe('SDK types', () => {
  it('are listed with what their generators ask for', () => {
    const service = new ManagementConsole()
    const { items } = service.made('GetSdkTypes', {})
    expect((items as { id: string }[]).map(({ id }) => id)).toEqual([
      'android',
      'java',
      'javascript',
      'objectivec',
      'ruby',
      'swift',
    ])
    expect(service.made('GetSdkType', { id: 'javascript' })).not.toHaveProperty(
      'configurationProperties',
    )
    const { configurationProperties } = service.made('GetSdkType', { id: 'ruby' })
    expect(configurationProperties).toMatchObject([
      { name: 'service.name', required: true },
      { name: 'ruby.gem-name', required: false },
      { name: 'ruby.gem-version', required: false, defaultValue: '1.0.0' },
    ])
    expect(service.call('GetSdkType', { id: 'cobol' })).toBe(missing('Invalid SDK type specified'))
  })
})
