import { conditionCycle } from './conditionCycle.ts'
import { contentHash } from '../../export/cloudformation/contentHash.ts'
import { randomIds, seededRandom } from '../../ids.ts'
import { emptyDesign } from '../../operations/designs.ts'
import { backendsOf } from '../../queries/backends.ts'
import { fail, ok } from '../../result.ts'
import type { Problem, Result, Severity } from '../../result.ts'
import type { Backend } from '../../schema/backend.ts'
import type { Design } from '../../schema/design.ts'
import type { Json } from '../../schema/json.ts'
import type { ImportOptions } from '../options.ts'
import type { ReadText } from '../readText.ts'
import { isOfUserPool, testUserPools } from './cognito.ts'
import { deployTemplate } from './deploy.ts'
import type { Deployed } from './stack.ts'
import { referencesIn } from './intrinsics.ts'
import type { JsonObject } from './intrinsics.ts'
import { logicalIdsOf } from './logicalIds.ts'
import { resourceTypes } from './resourceTypes.ts'
import { asObject, asText, resourcesIn } from './template.ts'
import type { TemplateResource } from './template.ts'

/** Region and account that stand for those of a deployment. */
const place = { region: 'us-east-1', accountId: '123456789012' }

/** Resources that a template may have to be read. */
const mostResources = 2000

/** Remarks that a user has to look at. */
const serious: ReadonlySet<string> = new Set(['refused', 'body', 'event', 'left-out'])

/** Characters of a template that is kept with the design. CloudFormation takes a million bytes. */
const longestKept = 1_500_000

/** True for a CloudFormation template, with or without the serverless transform. */
export function isTemplate(value: Json): boolean {
  const template = asObject(value)
  return (
    'AWSTemplateFormatVersion' in template ||
    ('Resources' in template &&
      Object.values(asObject(template['Resources'])).some((resource) =>
        asText(asObject(resource)['Type'])?.includes('::'),
      ))
  )
}

/** True for a template with the serverless transform. */
export function isServerless(value: Json): boolean {
  const transform = asObject(value)['Transform']
  const names = Array.isArray(transform) ? transform : [transform]
  return (
    isTemplate(value) && names.some((name) => asText(name)?.startsWith('AWS::Serverless') === true)
  )
}

/**
 * Open a CloudFormation or SAM template: what its API Gateway resources make is the design. Functions of the template are
 * carried out with the parameters' defaults. Everything that is left out or could not be known is a problem with its place.
 */
export function readTemplate(document: ReadText, options: ImportOptions): Result<Design> {
  const template = asObject(document.value)
  const resources = resourcesIn(template)
  const tell = (
    severity: Severity,
    code: string,
    message: string,
    pointer: readonly string[],
  ): Problem => {
    const position = document.positionOf(pointer)
    return {
      code: `cloudformation/${code}`,
      message,
      severity,
      at: [],
      pointer: '/' + pointer.map((part) => part.replace(/~/g, '~0').replace(/\//g, '~1')).join('/'),
      ...(position && { position }),
    }
  }
  if (resources.length > mostResources) {
    return fail(
      'cloudformation/too-many-resources',
      `The template has ${resources.length} resources. CloudFormation takes 500 of them, and at most ${mostResources} are read here.`,
      [],
      document.positionOf(['Resources']),
    )
  }
  const cycle = conditionCycle(asObject(template['Conditions']))
  const circular = cycle && [
    tell(
      'error',
      'circular-conditions',
      `The condition ${cycle[0]} depends on itself: ${cycle.join(' → ')}. CloudFormation refuses the template; such a condition is read as false.`,
      ['Conditions', cycle[0] ?? ''],
    ),
  ]
  const name = templateName(template)
  const seed = options.nextId()
  const deployed = carriedOut(template, name, seed, options.now)
  const remarks = deployed.remarks.map(({ code, message, pointer }) =>
    // what the service refuses makes the deployment fail
    tell(
      code === 'refused' ? 'error' : serious.has(code) ? 'warning' : 'info',
      code,
      message,
      pointer,
    ),
  )
  const { design } = deployed.account
  if (Object.keys(design.apis).length === 0) {
    if (circular) return { ok: false, problems: circular }
    const { code, message } = noApi(resources, deployed)
    const position = document.positionOf(['Resources']) ?? { line: 1, column: 1 }
    return fail(code, message, [], position)
  }
  const isKept = document.text.length <= longestKept
  const what = isKept ? 'is kept for the export alone' : 'is left out'
  const beside = resources
    .filter(({ type }) => !Object.hasOwn(resourceTypes, type) || isOfUserPool(type))
    .map(({ logicalId, type }) => {
      if (isOfUserPool(type)) {
        return tell('info', isKept ? 'kept' : 'left-out', testPoolRemark(logicalId, type, what), [
          'Resources',
          logicalId,
        ])
      }
      return tell(
        'info',
        isKept ? 'kept' : 'left-out',
        `${logicalId} (${type}) is not part of an API and ${what}.`,
        ['Resources', logicalId],
      )
    })
  const otherSections = isKept
    ? []
    : ['Parameters', 'Mappings', 'Conditions', 'Outputs', 'Rules', 'Hooks', 'Metadata']
        .filter((section) => template[section] !== undefined)
        .map((section) =>
          tell('info', 'left-out', `The section ${section} of the template is left out.`, [
            section,
          ]),
        )
  const read = withTestThings(named(design, name), deployed, resources, seed)
  const kept: Design = isKept
    ? {
        ...read,
        templates: {
          [seed]: {
            kind: isServerless(document.value) ? 'sam' : 'cloudformation',
            text: document.text,
            seed,
            logicalIds: logicalIdsOf(deployed.things),
          },
        },
      }
    : read
  return ok(kept, [...(circular ?? []), ...remarks, ...beside, ...otherSections])
}

function testPoolRemark(logicalId: string, type: string, what: string): string {
  const use = type === 'AWS::Cognito::UserPool' ? 'a user pool to test with' : 'part of one'
  return `${logicalId} (${type}) is ${use} here. The resource itself ${what}.`
}

/**
 * The design with the template's user pools to test with, and its functions under their logical ids. Neither belongs
 * to an API, so no export has them.
 */
function withTestThings(
  design: Design,
  { things, physicalIds }: Deployed,
  resources: readonly TemplateResource[],
  seed: string,
): Design {
  const reached = new Set(backendsOf(design).map(({ key }) => key))
  const functions = resources.flatMap(({ logicalId, type }): [string, Backend][] => {
    if (type !== 'AWS::Lambda::Function' && type !== 'AWS::Serverless::Function') return []
    const name = physicalIds.get(logicalId) ?? logicalId
    const key = `lambda:${name}`
    if (name === logicalId || !reached.has(key)) return []
    return [[key, { key, name: logicalId, kind: 'lambda', mode: 'canned' }]]
  })
  const userPools = testUserPools(things, design, seed)
  return {
    ...design,
    backends: { ...design.backends, ...Object.fromEntries(functions) },
    identities: {
      ...design.identities,
      userPools: { ...design.identities.userPools, ...userPools },
    },
  }
}

/** Why a template has no API to open. */
function noApi(
  resources: readonly TemplateResource[],
  deployed: Deployed,
): { readonly code: string; readonly message: string } {
  const code = 'cloudformation/no-api'
  const api = resources.find(({ type }) => Object.hasOwn(apiNouns, type))
  if (api) {
    const refusal = deployed.remarks.find(
      ({ code: of, pointer }) => of === 'refused' && pointer[1] === api.logicalId,
    )
    const reason = refusal?.message ?? 'its condition does not hold with the default parameters.'
    const noun = apiNouns[api.type] ?? 'API'
    return { code, message: `The ${noun} ${api.logicalId} cannot be opened: ${reason}` }
  }
  const foreign = resources.filter(({ type, properties }) => {
    const id = properties['RestApiId'] ?? properties['ApiId']
    return /^AWS::ApiGateway(V2)?::/.test(type) && id !== undefined
  })
  const [first] = foreign
  if (first) {
    const names = foreign.slice(0, 3).map(({ logicalId }) => logicalId)
    const more = foreign.length - names.length
    const listed = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ')
    const verb = foreign.length === 1 ? 'belongs' : 'belong'
    return {
      code: 'cloudformation/other-stack',
      message: `${listed} ${verb} to ${apiOf(first)} that is not in this template (${writtenId(first)}). Open the template that creates the API.`,
    }
  }
  return { code, message: 'The template has no API that could be opened.' }
}

/** Types that make an API, and what the API is called. */
const apiNouns: Readonly<Record<string, string>> = {
  'AWS::ApiGateway::RestApi': 'REST API',
  'AWS::ApiGatewayV2::Api': 'API',
  'AWS::Serverless::Api': 'REST API',
  'AWS::Serverless::HttpApi': 'HTTP API',
  'AWS::Serverless::WebSocketApi': 'WebSocket API',
}

function apiOf({ type }: TemplateResource): string {
  return type.startsWith('AWS::ApiGatewayV2::') ? 'an HTTP or WebSocket API' : 'a REST API'
}

/** The id of a resource's API as the template writes it, in short. */
function writtenId({ properties }: TemplateResource): string {
  const id = properties['RestApiId'] ?? properties['ApiId']
  const [name = '', value] = Object.entries(asObject(id))[0] ?? []
  if (name === '') return asText(id) ?? ''
  const named = asText(value) ?? [...referencesIn(id ?? null)].join(', ')
  return `${name} ${named}`.trim()
}

/**
 * What a template makes on an empty account. The same seed gives the same ids. `now` dates the deployments: milliseconds
 * since 1970.
 */
export function carriedOut(
  template: JsonObject,
  name: string,
  seed: string,
  now: () => number = () => 0,
): Deployed {
  const random = seededRandom(Number.parseInt(contentHash(seed).slice(0, 8), 16))
  return deployTemplate(template, emptyDesign(name, randomIds(random)), {
    environment: { ...place, now, nextId: randomIds(random), raisedQuotas: 'all' },
    isAsWritten: true,
  })
}

function templateName(template: JsonObject): string {
  const description = asText(template['Description'])?.split('\n')[0]?.trim()
  return description === undefined || description === '' ? 'Template' : description.slice(0, 80)
}

/** A design of one API has its name. */
function named(design: Design, name: string): Design {
  const [api, ...others] = Object.values(design.apis)
  return api && others.length === 0 && name === 'Template' ? { ...design, name: api.name } : design
}
