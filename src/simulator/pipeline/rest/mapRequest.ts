import { mappedRequestHeader } from '../../../model/index.ts'
import type { Address } from '../../../model/index.ts'
import { handledRequest, isBinaryType, shownBody } from '../../message/bodies.ts'
import { chooseRequestTemplate } from './chooseTemplate.ts'
import { configurationError } from '../../exchange/failure.ts'
import { integrationOf, requestType } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { MappingSources } from './expressions.ts'
import { ExchangeSources } from './exchangeSources.ts'
import { mapParameters, overridden, refuseBrokenHeaders } from './mapParameters.ts'
import { Payload } from '../../message/payload.ts'
import type { StepDraft } from '../../exchange/recorder.ts'
import { transform } from './transform.ts'

/** What mappings of the request, and of gateway responses, may read. */
export function requestSources(exchange: RestExchange, at?: Address): MappingSources {
  return new ExchangeSources(exchange, undefined, () => exchange.body.text, at)
}

/** Turn the method request into the integration request: mappings, content handling, template, overrides. */
export function mapRequest(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  draft.at = at
  draft.input = { body: shownBody(exchange.body), mappings: integration.requestParameters }
  exchange.mapped = mapParameters(
    integration.requestParameters,
    requestSources(exchange, [...at, 'requestParameters']),
  )
  exchange.payload = exchange.body
  if (integration.type === 'AWS_PROXY') {
    draft.decide(
      'A Lambda proxy ignores mappings and templates: the function gets the whole request',
      [...at, 'type'],
    )
  } else if (integration.type === 'HTTP_PROXY') {
    draft.decide('An HTTP proxy ignores templates: the body goes on, mappings apply', [
      ...at,
      'type',
    ])
    exchange.payload = convertBody(exchange, draft).payload
  } else {
    transformBody(exchange, draft)
  }
  refuseBrokenHeaders(exchange.mapped.header, 'Unable to transform request', [
    ...at,
    'requestParameters',
  ])
  refuseRestrictedHeaders(exchange, draft)
  const { header, path, querystring } = exchange.mapped
  draft.output = {
    header: Object.fromEntries(header),
    path: Object.fromEntries(path),
    querystring: Object.fromEntries([...querystring].map(([name, values]) => [name, [...values]])),
    body: shownBody(exchange.payload),
  }
}

/** The body as the content handling wants it. */
function convertBody(
  exchange: RestExchange,
  draft: StepDraft,
): { readonly payload: Payload; readonly isBinary: boolean } {
  const { integration, at } = integrationOf(exchange)
  const contentType = requestType(exchange) ?? 'application/json'
  const isBinary = isBinaryType(contentType, exchange.api.binaryMediaTypes)
  const { contentHandling } = integration
  if (isBinary) {
    const typesAt = ['apis', exchange.call.apiId, 'binaryMediaTypes']
    draft.decide(`${contentType} is a binary media type`, typesAt)
  }
  if (contentHandling) {
    draft.decide(`${contentHandling} is applied to the body`, [...at, 'contentHandling'])
  }
  const handled = handledRequest(exchange.body, contentHandling, isBinary)
  if (handled) return handled
  throw configurationError('Unable to transform request', {
    code: 'integration/not-base64',
    message:
      'The content handling CONVERT_TO_BINARY needs a base64 body, and the body is not base64.',
    at: [...at, 'contentHandling'],
  })
}

function transformBody(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const handled = convertBody(exchange, draft)
  const contentType = requestType(exchange)
  const chosen = chooseRequestTemplate(integration, contentType, at)
  const templateAt = chosen.contentType === undefined ? [] : [chosen.contentType]
  const chosenAt = [...at, 'requestTemplates', ...templateAt]
  draft.decide(chosen.reason, chosenAt, 'Integration passthrough behaviors')
  exchange.payload = handled.payload
  if (chosen.template === undefined) return
  if (handled.isBinary) {
    throw configurationError('Unable to transform request', {
      code: 'integration/template-on-binary',
      message:
        'A mapping template cannot work on a binary body. Set the content handling to CONVERT_TO_TEXT.',
      at: chosenAt,
    })
  }
  const rendered = transform(exchange, chosen.template, 'request', handled.payload.text, chosenAt)
  if (rendered.requestOverride) {
    exchange.requestOverride = rendered.requestOverride
    draft.decide(
      'The template overrides parameters of the request',
      chosenAt,
      'Override parameters',
    )
  }
  if (rendered.responseOverride) exchange.responseOverride = rendered.responseOverride
  exchange.mapped = overridden(exchange.mapped, rendered.requestOverride)
  exchange.payload = Payload.ofText(rendered.output)
}

function refuseRestrictedHeaders(exchange: RestExchange, draft: StepDraft): void {
  const { integration, at } = integrationOf(exchange)
  const kept = new Map<string, string>()
  for (const [name, value] of exchange.mapped.header) {
    const fate = mappedRequestHeader(integration.type, name)
    if (fate === 'refused') {
      throw configurationError(`${name} header already present`, {
        code: 'mapping/restricted-header',
        message: `The header ${name} may not be set for ${integration.type} integrations: the service sets it by itself.`,
        at: [...at, 'requestParameters', `integration.request.header.${name}`],
      })
    }
    if (fate === 'dropped') {
      draft.decide(`The mapped header ${name} is dropped in silence`, [...at, 'requestParameters'])
    } else kept.set(name, value)
  }
  exchange.mapped = { ...exchange.mapped, header: kept }
}
