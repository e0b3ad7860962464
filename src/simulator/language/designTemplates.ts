import { apiIdOf, entryPointAt, isAtPlace } from '../../model/index.ts'
import type { Address, Design, Method, Problem } from '../../model/index.ts'
import type { TemplateFinding } from './check.ts'
import type { TemplateFacts } from './diagnose.ts'

/** A mapping template and its place in the design. */
export interface DesignTemplate {
  readonly at: Address
  readonly text: string
}

/** Every mapping template of a design. Those of gateway responses are no programs: there is nothing to read. */
export function templatesOf(design: Design): DesignTemplate[] {
  return Object.entries(design.apis).flatMap(([apiId, api]) => {
    if (api.protocol !== 'REST') return []
    return Object.entries(api.resources).flatMap(([resourceId, { methods }]) =>
      Object.entries(methods).flatMap(([verb, { integration }]) => {
        if (!integration) return []
        const at = ['apis', apiId, 'resources', resourceId, 'methods', verb, 'integration']
        return [
          ...texts([...at, 'requestTemplates'], integration.requestTemplates),
          ...Object.entries(integration.integrationResponses).flatMap(
            ([status, { responseTemplates }]) =>
              texts(
                [...at, 'integrationResponses', status, 'responseTemplates'],
                responseTemplates,
              ),
          ),
        ]
      }),
    )
  })
}

function texts(at: Address, templates: Readonly<Record<string, string>>): DesignTemplate[] {
  return Object.entries(templates).map(([type, text]) => ({ at: [...at, type], text }))
}

/** What a template at an address is written for. */
export function templateFacts(design: Design, at: Address): Required<TemplateFacts> {
  const api = design.apis[apiIdOf(at) ?? '']
  const contentType = at.at(-1) ?? ''
  if (api?.protocol !== 'REST') {
    return { where: 'request', protocol: api?.protocol ?? 'REST', contentType, stageVariables: [] }
  }
  const stageVariables = [
    ...new Set(Object.values(api.stages).flatMap(({ variables }) => Object.keys(variables ?? {}))),
  ]
  const isGateway = isAtPlace('gatewayResponse', at)
  const isRequest = at.at(-2) === 'requestTemplates'
  return {
    where: isGateway ? 'gatewayResponse' : isRequest ? 'request' : 'response',
    protocol: 'REST',
    contentType: (isRequest ? sentType(templateMethod(design, at)) : undefined) ?? contentType,
    stageVariables,
  }
}

/** The method that a template belongs to; those of gateway responses belong to none. */
export function templateMethod(design: Design, at: Address): Method | undefined {
  const entry = entryPointAt(design, at)
  return entry?.kind === 'method' ? entry.method : undefined
}

/** The content type that the integration sends, where its mapping says so: a template chosen by one type may make another. */
function sentType(method: Method | undefined): string | undefined {
  const parameters = method?.integration?.requestParameters ?? {}
  for (const [name, value] of Object.entries(parameters)) {
    const isType = name.toLowerCase() === 'integration.request.header.content-type'
    const text = /^'([^']*)'$/.exec(value)?.[1]
    if (isType && text !== undefined) return text
  }
  return undefined
}

/** A finding as a list of problems has it. */
export function templateProblemAt(finding: TemplateFinding, at: Address): Problem {
  const { code, message, severity, line, column } = finding
  return {
    code,
    message:
      severity === 'error'
        ? `The mapping template cannot be read: ${message}.`
        : `Mapping template: ${message}`,
    severity,
    at,
    position: { line, column },
  }
}
