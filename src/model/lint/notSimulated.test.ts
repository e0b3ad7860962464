import { describe, expect, it } from 'vitest'
import { openDesign } from '../saved/open.ts'
import { notSimulated } from './notSimulated.ts'

function found(parts: { readonly apis?: object; readonly access?: object }) {
  const opened = openDesign({
    format: 'gatewright-design',
    version: 2,
    id: 'd',
    name: 'd',
    ...parts,
  })
  if (!opened.ok) throw new Error(opened.problems[0]?.message)
  return notSimulated(opened.value).map(({ at, name }) => [at.join('/'), name])
}

const rest = (parts: object) => ({
  apis: {
    r: {
      protocol: 'REST',
      id: 'r',
      name: 'shop',
      rootResourceId: 'root',
      resources: { root: { id: 'root', pathPart: '' } },
      ...parts,
    },
  },
})

const withPattern = (type: string, selectionPattern: string) => {
  const integrationResponses = { '502': { statusCode: '502', selectionPattern } }
  const integration = {
    type,
    ...(type === 'MOCK' ? {} : { uri: 'https://example.com', integrationHttpMethod: 'GET' }),
    integrationResponses,
  }
  const methods = { GET: { httpMethod: 'GET', integration } }
  return rest({ resources: { root: { id: 'root', pathPart: '', methods } } })
}

describe('the list of what is not simulated', () => {
  it('is empty for REST and HTTP APIs whose parts all run', () => {
    const http = { protocol: 'HTTP', id: 'h', name: 'goods' }
    expect(found({ apis: { ...rest({}).apis, h: http } })).toEqual([])
    expect(found(withPattern('HTTP', '[45]\\d{2}'))).toEqual([])
  })

  it('has WebSocket APIs', () => {
    const chat = { protocol: 'WEBSOCKET', id: 'w', name: 'chat' }
    expect(found({ apis: { w: chat } })).toEqual([['apis/w', 'WebSocket API chat']])
  })

  it('has web ACLs of stages', () => {
    const stage = { stageName: 'prod', webAclArn: 'arn:aws:wafv2:eu-west-1:1:regional/webacl/a/b' }
    expect(found(rest({ stages: { prod: stage } }))).toEqual([
      ['apis/r/stages/prod/webAclArn', 'Web ACL of the stage prod'],
    ])
  })

  it('has patterns of models that are beyond the simulator', () => {
    const schema = '{"type": "object", "properties": {"code": {"pattern": "(?=\\\\cJ).*"}}}'
    expect(found(rest({ models: { Item: { name: 'Item', schema } } }))).toEqual([
      ['apis/r/models/Item/schema', 'Patterns of the model Item'],
    ])
  })

  it('has selection patterns that look around', () => {
    const at = 'apis/r/resources/root/methods/GET/integration/integrationResponses/502'
    expect(found(withPattern('HTTP', '(?!200)\\d{3}'))).toEqual([
      [`${at}/selectionPattern`, 'Selection pattern of 502'],
    ])
  })

  it('has the networks of VPC links of both kinds', () => {
    const link = { id: 'l', name: 'inner' }
    const access = {
      vpcLinks: { l: { ...link, targetArns: [] } },
      vpcLinksV2: { l: { ...link, subnetIds: ['subnet-1'] } },
    }
    expect(found({ access })).toEqual([
      ['access/vpcLinks/l', 'Network of the VPC link inner'],
      ['access/vpcLinksV2/l', 'Network of the VPC link inner'],
    ])
  })
})
