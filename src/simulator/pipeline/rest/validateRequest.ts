import { isOverflow } from '../../vtl/index.ts'
import type { BodySchema } from '../../bodySchema/bodySchema.ts'
import { GatewayFailure, required } from '../../exchange/failure.ts'
import { requestType } from './exchange.ts'
import type { RestExchange } from './exchange.ts'
import type { StepDraft } from '../../exchange/recorder.ts'

/** Check the required parameters, then the body against its model. */
export function validateRequest(exchange: RestExchange, draft: StepDraft): void {
  const method = required(exchange.method, 'a method')
  const at = required(exchange.entryAt, 'an address')
  const id = method.requestValidatorId
  const { requestValidators } = exchange.api
  const validator =
    id !== undefined && Object.hasOwn(requestValidators, id) ? requestValidators[id] : undefined
  if (id !== undefined && !validator) {
    // the service stores no such method; without its validator every body would get through
    throw new GatewayFailure('API_CONFIGURATION_ERROR', 500, 'Internal server error', {
      problems: [
        {
          code: 'validator/missing',
          message: `The method uses the request validator ${id}, which the API does not have.`,
          severity: 'error',
          at: [...at, 'requestValidatorId'],
        },
      ],
    })
  }
  if (!validator || (!validator.validateRequestBody && !validator.validateRequestParameters)) {
    draft.skipped = true
    draft.decide(
      validator ? `${validator.name} validates nothing` : 'No request validator is set',
      [...at, 'requestValidatorId'],
    )
    return
  }
  if (validator.validateRequestParameters) {
    const missing = missingParameters(method.requestParameters, exchange)
    draft.input = {
      required: Object.keys(method.requestParameters).filter(
        (name) => method.requestParameters[name],
      ),
    }
    if (missing.length > 0) {
      draft.decide(`Missing or blank: ${missing.join(', ')}`, [...at, 'requestParameters'])
      const message = `Missing required request parameters: [${missing.join(', ')}]`
      throw new GatewayFailure('BAD_REQUEST_PARAMETERS', 400, message, {
        validationErrorString: message,
        logLines: [`Request failed validation: ${message}`],
        problems: [
          {
            code: 'validation/parameters',
            message,
            severity: 'error',
            at: [...at, 'requestParameters'],
          },
        ],
      })
    }
    draft.decide('All required parameters are there', [...at, 'requestParameters'])
  }
  if (validator.validateRequestBody) validateBody(exchange, draft)
}

/** The required parameters that a request lacks or leaves blank: headers, by their exact names, then path, then query string, each by name. */
export function missingParameters(
  declared: Readonly<Record<string, boolean>>,
  request: Pick<RestExchange, 'headers' | 'query' | 'pathParameters'>,
): string[] {
  const found: string[] = []
  for (const [name, isRequired] of Object.entries(declared)) {
    if (!isRequired) continue
    const [, , kind = '', ...rest] = name.split('.')
    const bare = rest.join('.')
    const value =
      kind === 'path'
        ? Object.hasOwn(request.pathParameters, bare)
          ? request.pathParameters[bare]
          : undefined
        : kind === 'querystring'
          ? request.query.findLast(([key]) => key === bare)?.[1]
          : request.headers.findLast(([key]) => key === bare)?.[1]
    if (value === undefined || value.trim() === '') found.push(`${kind}.${bare}`)
  }
  return found.sort().map((key) => key.slice(key.indexOf('.') + 1))
}

function validateBody(exchange: RestExchange, draft: StepDraft): void {
  const method = required(exchange.method, 'a method')
  const at = [...required(exchange.entryAt, 'an address'), 'requestModels']
  const contentType = requestType(exchange) ?? 'application/json'
  const models = method.requestModels
  const key = Object.hasOwn(models, contentType)
    ? contentType
    : Object.hasOwn(models, '$default')
      ? '$default'
      : undefined
  if (key === undefined) {
    if (Object.keys(models).length > 0) {
      draft.decide(`No model for ${contentType}: the body is not validated`, at)
      return
    }
    draft.decide('No model: any JSON object will do', at)
  }
  const name = key === undefined ? 'Empty' : (models[key] ?? 'Empty')
  const text = exchange.body.text
  const fail = (detail: string) =>
    new GatewayFailure('BAD_REQUEST_BODY', 400, 'Invalid request body', {
      validationErrorString: detail,
      logLines: [
        `Request body does not match model schema for content type ${contentType}: ${detail}`,
      ],
      problems: [
        {
          code: 'validation/body',
          message: `The body does not fit the model ${name}: ${detail}`,
          severity: 'error',
          at: key === undefined ? at : [...at, key],
        },
      ],
    })
  let body: unknown
  try {
    body = text.trim() === '' ? {} : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw fail('[Unknown error parsing request body]')
    throw error
  }
  if (key === undefined) {
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
    if (!isObject)
      throw fail('[instance type does not match any allowed primitive type (allowed: ["object"])]')
    draft.decide('The body is a JSON object', at)
    return
  }
  const schema = exchange.engine.modelSchema(exchange.api, name)
  if (!schema) {
    draft.decide(`The model ${name} is missing or no JSON: the body is not validated`, at)
    return
  }
  const unchecked = new Set<string>()
  const errors = validated(schema, body, text.length, unchecked)
  if (unchecked.size > 0) {
    // nothing is let through that was not checked
    const detail = `[${errors.slice(0, 50).join(', ')}]`
    const [first = ''] = unchecked
    throw new GatewayFailure('BAD_REQUEST_BODY', 400, 'Invalid request body', {
      validationErrorString: detail,
      logLines: [
        `Request body does not match model schema for content type ${contentType}: ${detail}`,
      ],
      problems: [
        {
          code: 'validation/not-simulated',
          message: `Not simulated: ${first}. The body is refused, as it could not be checked against the model ${name}.`,
          severity: 'error',
          at: ['apis', exchange.call.apiId, 'models', name, 'schema'],
        },
      ],
    })
  }
  if (errors.length > 0) throw fail(`[${errors.slice(0, 50).join(', ')}]`)
  draft.decide(`The body fits the model ${name}`, [...at, key])
}

function validated(
  schema: BodySchema,
  body: unknown,
  textLength: number,
  unchecked: Set<string>,
): readonly string[] {
  try {
    return schema.validate(body, textLength, unchecked)
  } catch (error) {
    // a body that nests deeper than the stack
    if (isOverflow(error)) return ['Unknown error parsing request body']
    throw error
  }
}
