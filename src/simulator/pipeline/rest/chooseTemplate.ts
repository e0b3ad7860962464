import type { Address, Integration } from '../../../model/index.ts'
import { GatewayFailure } from '../../exchange/failure.ts'

/** A template with the content type that it stands under, or none: the body goes on as it is. */
export interface ChosenTemplate {
  readonly contentType: string | undefined
  readonly template: string | undefined
  /** Why, in plain words. */
  readonly reason: string
}

/** The request template for a content type, by the passthrough behaviour where there is none. Source: developer guide, integration passthrough behaviors. */
export function chooseRequestTemplate(
  integration: Pick<Integration, 'requestTemplates' | 'passthroughBehavior'>,
  contentType: string | undefined,
  at: Address,
): ChosenTemplate {
  const { requestTemplates, passthroughBehavior } = integration
  const wanted = contentType ?? 'application/json'
  const key = keyOf(requestTemplates, wanted) ?? keyOf(requestTemplates, '$default')
  const asked = contentType === undefined ? 'no Content-Type, which means application/json' : wanted
  if (key !== undefined) {
    const reason = `The request has ${asked}: the template for ${key} applies`
    return { contentType: key, template: requestTemplates[key], reason }
  }
  const hasTemplates = Object.keys(requestTemplates).length > 0
  const isRefused =
    passthroughBehavior === 'NEVER' || (passthroughBehavior === 'WHEN_NO_TEMPLATES' && hasTemplates)
  if (isRefused) {
    throw new GatewayFailure('UNSUPPORTED_MEDIA_TYPE', 415, 'Unsupported Media Type', {
      problems: [
        {
          code: 'integration/unsupported-media-type',
          message: `There is no request template for ${wanted}, and the passthrough behaviour ${passthroughBehavior} refuses the body.`,
          severity: 'error',
          at: [...at, 'passthroughBehavior'],
        },
      ],
    })
  }
  const reason = `The request has ${asked}, for which there is no template: ${passthroughBehavior} passes the body through`
  return { contentType: undefined, template: undefined, reason }
}

/** The response template for what the client accepts: the one for the first type of Accept, else that for application/json, else the first. */
export function chooseResponseTemplate(
  templates: Readonly<Record<string, string>>,
  accepted: string | undefined,
): ChosenTemplate {
  const wanted = accepted ?? 'application/json'
  const key =
    keyOf(templates, wanted) ?? keyOf(templates, 'application/json') ?? Object.keys(templates)[0]
  if (key === undefined) {
    const reason = 'No response template: the body passes unchanged'
    return { contentType: undefined, template: undefined, reason }
  }
  const reason =
    key === wanted
      ? `The client accepts ${wanted}: the template for it applies`
      : `No template for ${wanted}: the one for ${key} applies`
  return { contentType: key, template: templates[key], reason }
}

function keyOf(templates: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.keys(templates).find((key) => key.toLowerCase() === wanted.toLowerCase())
}
