import { Validator } from '@cfworker/json-schema'
import type { Schema } from '@cfworker/json-schema'
import type { RestApi } from '../../model/index.ts'
import { utf8Text } from '../context/index.ts'
import { GatewayFailure, known } from './exchange.ts'
import type { Exchange } from './exchange.ts'
import { headerValue, mediaType } from './headers.ts'
import type { StepDraft } from './recorder.ts'

const modelReference =
  /^https:\/\/apigateway\.amazonaws\.com\/restapis\/[^/]+\/models\/([A-Za-z0-9]+)$/

/** The stage: required parameters first, then the body against its model. */
export function validateRequest(exchange: Exchange, draft: StepDraft): void {
  const method = known(exchange.method, 'a method')
  const at = known(exchange.methodAt, 'an address')
  const validator =
    method.requestValidatorId === undefined
      ? undefined
      : exchange.api.requestValidators[method.requestValidatorId]
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
        logLine: `Request failed validation: ${message}`,
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

/** The required parameters that a request lacks or leaves blank: headers, then path, then query string. */
export function missingParameters(
  declared: Readonly<Record<string, boolean>>,
  request: Pick<Exchange, 'headers' | 'query' | 'pathParameters'>,
): string[] {
  const found: [string, string][] = []
  for (const [name, isRequired] of Object.entries(declared)) {
    if (!isRequired) continue
    const [, , kind = '', ...rest] = name.split('.')
    const bare = rest.join('.')
    const value =
      kind === 'path'
        ? request.pathParameters[bare]
        : kind === 'querystring'
          ? request.query.findLast(([key]) => key === bare)?.[1]
          : request.headers.findLast(([key]) => key.toLowerCase() === bare.toLowerCase())?.[1]
    if (value === undefined || value.trim() === '') found.push([kind, bare])
  }
  return found
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([, name]) => name)
}

function validateBody(exchange: Exchange, draft: StepDraft): void {
  const method = known(exchange.method, 'a method')
  const at = [...known(exchange.methodAt, 'an address'), 'requestModels']
  const contentType = mediaType(headerValue(exchange.headers, 'Content-Type')) ?? 'application/json'
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
  const text = utf8Text(exchange.bytes)
  const fail = (detail: string) =>
    new GatewayFailure('BAD_REQUEST_BODY', 400, 'Invalid request body', {
      validationErrorString: detail,
      logLine: `Request body does not match model schema for content type ${contentType}: ${detail}`,
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
  const schema = key === undefined ? { type: 'object' as const } : modelSchema(exchange.api, name)
  if (!schema) {
    draft.decide(`The model ${name} is missing or no JSON: the body is not validated`, at)
    return
  }
  const result = new Validator(schema, '4', false).validate(body)
  if (!result.valid) {
    const details = result.errors
      .filter(({ keyword }) => keyword !== 'properties' && keyword !== 'items')
      .slice(0, 20)
      .map(
        ({ instanceLocation, error }) => `${instanceLocation.replace(/^#/, '') || '/'}: ${error}`,
      )
    throw fail(`[${details.join('; ')}]`)
  }
  draft.decide(`The body fits the model ${name}`, key === undefined ? at : [...at, key])
}

/** A model's schema with the models that it refers to as definitions of its own. */
function modelSchema(api: RestApi, name: string): Schema | undefined {
  const definitions: Record<string, Schema> = {}
  const add = (modelName: string): void => {
    if (Object.hasOwn(definitions, modelName)) return
    const model = Object.hasOwn(api.models, modelName) ? api.models[modelName] : undefined
    const schema = model && parsed(model.schema)
    definitions[modelName] = {}
    if (schema) definitions[modelName] = localised(schema, modelName) as Schema // a schema stays one
  }
  const localised = (value: unknown, owner: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => localised(item, owner))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        if (key !== '$ref' || typeof item !== 'string') return [key, localised(item, owner)]
        const referred = modelReference.exec(item)?.[1]
        if (referred !== undefined) {
          add(referred)
          return [key, `#/definitions/${referred}`]
        }
        return [key, item.startsWith('#') ? `#/definitions/${owner}${item.slice(1)}` : item]
      }),
    )
  }
  const model = Object.hasOwn(api.models, name) ? api.models[name] : undefined
  if (!model || !parsed(model.schema)) return undefined
  add(name)
  return { $ref: `#/definitions/${name}`, definitions }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
