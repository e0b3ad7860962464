import { httpIntegrationRefusal } from '../../../operations/v2/httpIntegrationRules.ts'
import { emptyDesign } from '../../../operations/designs.ts'
import { own, setMember } from '../../../operations/within.ts'
import { vpcLinkV2 } from '../../../schema/access.ts'
import type { Json } from '../../../schema/json.ts'
import { routeIntegration } from '../../../schema/v2/integration.ts'
import type { RouteIntegration } from '../../../schema/v2/integration.ts'
import { entries, isObject, member, tell, textMember } from '../reader.ts'
import { componentName, tellOthers, textsOf } from './reader.ts'
import type { HttpReader } from './reader.ts'

const extension = 'x-amazon-apigateway-integrations'
const referenceStart = `#/components/${extension}/`

/** Source: developer guide, x-amazon-apigateway-integration: the members that HTTP APIs support. */
const members: readonly string[] = [
  'connectionId',
  'connectionType',
  'credentials',
  'description',
  'httpMethod',
  'integrationSubtype',
  'payloadFormatVersion',
  'requestParameters',
  'responseParameters',
  'timeoutInMillis',
  'tlsConfig',
  'type',
  'uri',
]

const types: Readonly<Record<string, 'AWS_PROXY' | 'HTTP_PROXY'>> = {
  aws_proxy: 'AWS_PROXY',
  http_proxy: 'HTTP_PROXY',
}

/** Read the integrations in `components`, whether a route uses them or not. */
export function readSharedIntegrations(reader: HttpReader): void {
  for (const [name, value] of entries(member(member(reader.root, 'components'), extension))) {
    const pointer = ['components', extension, name]
    const id = addIntegration(reader, value, `The integration ${name}`, pointer, name)
    if (id !== undefined) reader.integrationIds.set(name, id)
  }
}

/** The id of an operation's integration: a shared one that it refers to, or one of its own. */
export function integrationOf(
  reader: HttpReader,
  value: Json | undefined,
  routeKey: string,
  pointer: readonly string[],
): string | undefined {
  if (value === undefined) return undefined
  const reference = member(value, '$ref')
  if (typeof reference !== 'string') {
    return addIntegration(reader, value, `The integration of ${routeKey}`, pointer)
  }
  const name = reference.startsWith(referenceStart)
    ? reference.slice(referenceStart.length).replace(/~1/g, '/').replace(/~0/g, '~')
    : undefined
  const components = member(member(reader.root, 'components'), extension)
  if (name === undefined || member(components, name) === undefined) {
    const message = `The reference ${reference} leads to no integration, so ${routeKey} has none.`
    tell(reader, 'warning', 'missing-reference', message, pointer)
    return undefined
  }
  return reader.integrationIds.get(name)
}

function addIntegration(
  reader: HttpReader,
  value: Json,
  subject: string,
  pointer: readonly string[],
  name?: string,
): string | undefined {
  if (!isObject(value)) {
    tell(reader, 'warning', 'integration', `${subject} is not an object.`, pointer)
    return undefined
  }
  const writtenType = textMember(value, 'type') ?? ''
  const integrationType = own(types, writtenType.toLowerCase())
  if (!integrationType) {
    const message = `${subject} has the type ${writtenType || '(none)'}: HTTP APIs have AWS_PROXY and HTTP_PROXY. The route has no integration.`
    tell(reader, 'warning', 'integration-type', message, [...pointer, 'type'])
    return undefined
  }
  tellOthers(reader, value, members, subject, pointer)
  const optional = {
    integrationSubtype: textMember(value, 'integrationSubtype'),
    description: textMember(value, 'description'),
    integrationUri: textMember(value, 'uri'),
    integrationMethod: textMember(value, 'httpMethod'),
    payloadFormatVersion: payloadFormatVersion(reader, value, subject, pointer),
    connectionId: textMember(value, 'connectionId'),
    credentialsArn: textMember(value, 'credentials'),
    timeoutInMillis: timeoutOf(reader, value, subject, pointer),
    tlsConfig: tlsConfigOf(value),
    retained: name === undefined ? undefined : { [componentName]: name },
  }
  const integration = routeIntegration.parse({
    id: reader.nextId(),
    integrationType,
    connectionType: connectionTypeOf(reader, value, subject, pointer),
    requestParameters: textsOf(reader, member(value, 'requestParameters'), [
      ...pointer,
      'requestParameters',
    ]),
    responseParameters: responseParametersOf(reader, value, pointer),
    ...Object.fromEntries(Object.entries(optional).filter(([, each]) => each !== undefined)),
  })
  tellRefusal(reader, integration, subject, pointer)
  setMember(reader.api.integrations, integration.id, integration)
  return integration.id
}

/** Say what CreateIntegration would refuse. The VPC link that is named is a resource of the account, taken to be there. */
function tellRefusal(
  reader: HttpReader,
  integration: RouteIntegration,
  subject: string,
  pointer: readonly string[],
): void {
  const at = ['apis', reader.api.id, 'integrations', integration.id]
  const { connectionId: id } = integration
  const empty = emptyDesign('', () => 'design')
  const vpcLinksV2 = id === undefined ? {} : { [id]: vpcLinkV2.parse({ id, name: id }) }
  const design = { ...empty, access: { ...empty.access, vpcLinksV2 } }
  const [problem] = httpIntegrationRefusal(design, integration, at)?.problems ?? []
  if (!problem) return
  tell(
    reader,
    'warning',
    'integration',
    `${subject} is not valid: ${problem.message}.`,
    pointer,
    at,
  )
}

function payloadFormatVersion(
  reader: HttpReader,
  value: Json,
  subject: string,
  pointer: readonly string[],
): '1.0' | '2.0' | undefined {
  const written = textMember(value, 'payloadFormatVersion')
  if (written === undefined) return undefined
  if (/^1(\.0)?$/.test(written)) return '1.0'
  if (/^2(\.0)?$/.test(written)) return '2.0'
  const message = `${subject} has the payload format version ${written}: there are 1.0 and 2.0.`
  tell(reader, 'warning', 'payload-format', message, [...pointer, 'payloadFormatVersion'])
  return undefined
}

function timeoutOf(
  reader: HttpReader,
  value: Json,
  subject: string,
  pointer: readonly string[],
): number | undefined {
  const written = member(value, 'timeoutInMillis')
  if (written === undefined) return undefined
  const timeout = Number(written)
  if (Number.isSafeInteger(timeout)) return timeout
  const message = `${subject} has a timeout that is not a whole number of milliseconds.`
  tell(reader, 'warning', 'timeout', message, [...pointer, 'timeoutInMillis'])
  return undefined
}

function connectionTypeOf(
  reader: HttpReader,
  value: Json,
  subject: string,
  pointer: readonly string[],
): 'INTERNET' | 'VPC_LINK' {
  const written = textMember(value, 'connectionType')?.toUpperCase() ?? 'INTERNET'
  if (written === 'INTERNET' || written === 'VPC_LINK') return written
  const message = `${subject} has the connection type ${written}: there are INTERNET and VPC_LINK.`
  tell(reader, 'warning', 'connection-type', message, [...pointer, 'connectionType'])
  return 'INTERNET'
}

function tlsConfigOf(value: Json): RouteIntegration['tlsConfig'] {
  const given = member(value, 'tlsConfig')
  if (!isObject(given)) return undefined
  const serverNameToVerify = textMember(given, 'serverNameToVerify')
  return serverNameToVerify === undefined ? undefined : { serverNameToVerify }
}

function responseParametersOf(
  reader: HttpReader,
  value: Json,
  pointer: readonly string[],
): RouteIntegration['responseParameters'] {
  const at = [...pointer, 'responseParameters']
  const byStatus: RouteIntegration['responseParameters'] = {}
  for (const [status, mappings] of entries(member(value, 'responseParameters'))) {
    setMember(byStatus, status, textsOf(reader, mappings, [...at, status]))
  }
  return byStatus
}
