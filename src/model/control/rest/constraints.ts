import { gatewayResponseTypes } from '../../schema/gatewayResponse.ts'
import type { Json } from '../../schema/json.ts'
import { cacheClusterSizes } from '../../schema/stage.ts'
import { ServiceRefusal, object } from '../account.ts'
import type { JsonObject } from '../account.ts'
import { checkTypes } from './shapes.ts'

/** What the shape of an input demands of one member. The order of values is the one in which the service prints them. */
interface Constraint {
  /** Members from the top of the input; a `*` stands for every item of a list. */
  readonly path: readonly string[]
  readonly values?: readonly string[]
  readonly pattern?: string
  /** True for members of the address of the call, which are named without the input. */
  readonly isInAddress?: boolean
  /** True where the service prints the list as a whole. */
  readonly isList?: boolean
  /** True where the member has to be there. */
  readonly isRequired?: boolean
}

/** Members that have to be there. */
const required = (...names: readonly string[]): Constraint[] =>
  names.map((name) => ({ path: name.split('.'), isRequired: true }))

const patchOperations: Constraint = {
  path: ['patchOperations', '*', 'op'],
  values: ['add', 'remove', 'move', 'test', 'replace', 'copy'],
}
const statusCode: Constraint = {
  path: ['statusCode'],
  pattern: '[1-5]\\d\\d',
  isInAddress: true,
}
/** The service lists its response types in the order of a hash table. */
const responseTypeOrder = [
  'REQUEST_TOO_LARGE',
  'RESOURCE_NOT_FOUND',
  'AUTHORIZER_CONFIGURATION_ERROR',
  'MISSING_AUTHENTICATION_TOKEN',
  'BAD_REQUEST_BODY',
  'INVALID_SIGNATURE',
  'INVALID_API_KEY',
  'BAD_REQUEST_PARAMETERS',
  'AUTHORIZER_FAILURE',
  'UNAUTHORIZED',
  'INTEGRATION_TIMEOUT',
  'ACCESS_DENIED',
  'DEFAULT_4XX',
  'DEFAULT_5XX',
  'WAF_FILTERED',
  'QUOTA_EXCEEDED',
  'THROTTLED',
  'API_CONFIGURATION_ERROR',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTEGRATION_FAILURE',
  'EXPIRED_TOKEN',
] as const satisfies readonly (typeof gatewayResponseTypes)[number][]
const responseType: Constraint = {
  path: ['responseType'],
  values: responseTypeOrder,
  isInAddress: true,
}
const documentationTypes = [
  'RESPONSE_BODY',
  'RESPONSE',
  'METHOD',
  'MODEL',
  'AUTHORIZER',
  'RESPONSE_HEADER',
  'RESOURCE',
  'PATH_PARAMETER',
  'REQUEST_BODY',
  'QUERY_PARAMETER',
  'API',
  'REQUEST_HEADER',
]
const putModes: Constraint = { path: ['mode'], values: ['merge', 'overwrite'], isInAddress: true }

const contentHandling: Constraint = {
  path: ['contentHandling'],
  values: ['CONVERT_TO_BINARY', 'CONVERT_TO_TEXT'],
}
const cacheClusterSize: Constraint = { path: ['cacheClusterSize'], values: cacheClusterSizes }
const endpointConfiguration: readonly Constraint[] = [
  {
    path: ['endpointConfiguration', 'types'],
    values: ['PRIVATE', 'EDGE', 'REGIONAL'],
    isList: true,
  },
  { path: ['endpointConfiguration', 'ipAddressType'], values: ['ipv4', 'dualstack'] },
]

/** By operation; every Update has the patch operations on top. */
const constraints: Readonly<Record<string, readonly Constraint[]>> = {
  CreateRestApi: [
    ...required('name'),
    ...endpointConfiguration,
    { path: ['apiKeySource'], values: ['AUTHORIZER', 'HEADER'] },
  ],
  ImportRestApi: required('body'),
  PutRestApi: [...required('body'), putModes],
  ImportApiKeys: [
    ...required('body', 'format'),
    { path: ['format'], values: ['csv'], isInAddress: true },
  ],
  TagResource: required('resourceArn', 'tags'),
  UntagResource: required('resourceArn', 'tagKeys'),
  GetTags: required('resourceArn'),
  GetUsage: required('startDate', 'endDate'),
  ImportDocumentationParts: [...required('body'), putModes],
  CreateResource: required('pathPart'),
  PutMethod: required('authorizationType'),
  PutIntegration: [
    ...required('type'),
    { path: ['type'], values: ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'] },
    { path: ['connectionType'], values: ['VPC_LINK', 'INTERNET'] },
    contentHandling,
    { path: ['responseTransferMode'], values: ['BUFFERED', 'STREAM'] },
  ],
  CreateModel: required('name', 'contentType'),
  CreateAuthorizer: [
    ...required('name', 'type'),
    { path: ['type'], values: ['REQUEST', 'COGNITO_USER_POOLS', 'TOKEN'] },
  ],
  CreateDeployment: [cacheClusterSize],
  CreateStage: [...required('stageName', 'deploymentId'), cacheClusterSize],
  CreateDocumentationPart: [
    ...required('location', 'location.type', 'properties'),
    { path: ['location', 'type'], values: documentationTypes },
  ],
  CreateDocumentationVersion: required('documentationVersion'),
  CreateUsagePlan: [
    ...required('name'),
    { path: ['quota', 'period'], values: ['DAY', 'WEEK', 'MONTH'] },
  ],
  CreateUsagePlanKey: required('keyId', 'keyType'),
  CreateVpcLink: required('name', 'targetArns'),
  CreateDomainName: [...required('domainName'), ...endpointConfiguration],
  CreateBasePathMapping: required('restApiId'),
  PutMethodResponse: [statusCode],
  GetMethodResponse: [statusCode],
  UpdateMethodResponse: [statusCode],
  DeleteMethodResponse: [statusCode],
  PutIntegrationResponse: [contentHandling, statusCode],
  GetIntegrationResponse: [statusCode],
  UpdateIntegrationResponse: [statusCode],
  DeleteIntegrationResponse: [statusCode],
  GetGatewayResponse: [responseType],
  PutGatewayResponse: [responseType, { path: ['statusCode'], pattern: '[1-5]\\d\\d' }],
  UpdateGatewayResponse: [responseType],
  DeleteGatewayResponse: [responseType],
}

/**
 * What the service checks before it looks at anything: JSON types, then enumerations and patterns, all in one message.
 * Throws `ServiceRefusal`.
 */
export function checkShape(operation: string, input: JsonObject): void {
  checkTypes(operation, input)
  const own = constraints[operation] ?? []
  const all = operation.startsWith('Update') ? [patchOperations, ...own] : own
  const inputName = operation.charAt(0).toLowerCase() + operation.slice(1) + 'Input'
  const found = all.flatMap((constraint) => violations(constraint, input, inputName))
  if (found.length === 0) return
  const count = found.length === 1 ? '1 validation error' : `${found.length} validation errors`
  const message = `${count} detected: ${found.join('; ')}`
  throw new ServiceRefusal(400, 'ValidationException', message)
}

function violations(constraint: Constraint, input: JsonObject, inputName: string): string[] {
  const { path, values, pattern, isInAddress, isList, isRequired } = constraint
  const found: string[] = []
  const visit = (value: Json | undefined, rest: readonly string[], at: readonly string[]) => {
    const [step, ...further] = rest
    if (value === undefined || value === null) {
      if (isRequired !== true || step !== undefined) return
      const place = [inputName, ...at].join('.')
      found.push(`Value null at '${place}' failed to satisfy constraint: Member must not be null`)
      return
    }
    if (step === '*') {
      if (!Array.isArray(value)) return
      for (const [i, item] of value.entries()) visit(item, further, [...at, `${i + 1}.member`])
      return
    }
    if (step !== undefined) {
      const map = object(value)
      visit(Object.hasOwn(map, step) ? map[step] : undefined, further, [...at, step])
      return
    }
    const place = (isInAddress === true ? at : [inputName, ...at]).join('.')
    const enumeration = `Member must satisfy enum value set: [${values?.join(', ') ?? ''}]`
    if (isList === true && Array.isArray(value)) {
      if (value.every((item) => typeof item === 'string' && values?.includes(item))) return
      found.push(
        `Value '[${value.join(', ')}]' at '${place}' failed to satisfy constraint: Member must satisfy constraint: [${enumeration}]`,
      )
      return
    }
    const word = typeof value === 'string' ? value : JSON.stringify(value)
    if (values && !values.includes(word)) {
      found.push(`Value '${word}' at '${place}' failed to satisfy constraint: ${enumeration}`)
    }
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(word)) {
      found.push(
        `Value '${word}' at '${place}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
      )
    }
  }
  visit(input, path, [])
  return found
}
