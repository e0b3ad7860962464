import {
  addRouteIntegration,
  removeRouteIntegration,
  updateRouteIntegration,
} from '../../operations/v2/integrations.ts'
import {
  putRouteIntegrationResponse,
  removeRouteIntegrationResponse,
} from '../../operations/v2/responses.ts'
import {
  routeIntegration as integrationSchema,
  routeIntegrationResponse as responseSchema,
} from '../../schema/v2/integration.ts'
import type { RouteIntegration } from '../../schema/v2/integration.ts'
import { notFound, object, own, text } from '../account.ts'
import type { JsonObject, Operation } from '../account.ts'
import { integrationAnswer, integrationResponseAnswer } from './answers.ts'
import { operationsOn } from './collection.ts'
import type { Place } from './collection.ts'
import { givenMembers, mergedTexts, overlaid } from './input.ts'
import type { ChangedMembers } from './input.ts'
import { bodyMembers } from './shapes.ts'

/**
 * The members of an integration in an input. Parameters are merged with those before, and an empty text removes one;
 * templates are replaced. Source: requests of the Terraform provider.
 */
function integrationMembers(input: JsonObject, before?: RouteIntegration): ChangedMembers {
  const members = givenMembers(input, bodyMembers('CreateIntegration') ?? {})
  const { requestParameters, responseParameters, tlsConfig } = members
  return {
    ...members,
    ...(requestParameters !== undefined && {
      requestParameters: mergedTexts(before?.requestParameters ?? {}, requestParameters),
    }),
    ...(responseParameters !== undefined && {
      responseParameters: Object.fromEntries(
        Object.entries({ ...before?.responseParameters, ...object(responseParameters) })
          .map(([status, mappings]) => [status, mergedTexts({}, mappings)] as const)
          .filter(([, mappings]) => Object.keys(mappings).length > 0),
      ),
    }),
    ...(Object.keys(object(tlsConfig)).length === 0 &&
      'tlsConfig' in members && { tlsConfig: undefined }),
  }
}

const responseMembers = (input: JsonObject) =>
  givenMembers(input, bodyMembers('CreateIntegrationResponse') ?? {})

function integrationOf({ api, input }: Place): RouteIntegration {
  const integration = own(api.integrations, text(input['integrationId']) ?? '')
  if (!integration) throw notFound('Invalid Integration identifier specified')
  return integration
}

/** The management calls on integrations and their responses. */
export const integrationOperations: { readonly [name: string]: Operation } = {
  ...operationsOn({
    noun: 'Integration',
    idMember: 'integrationId',
    missing: 'Invalid Integration identifier specified',
    items: ({ api }) => api.integrations,
    create: ({ account, api, input }, id) =>
      addRouteIntegration(account.design, {
        apiId: api.id,
        integration: integrationSchema.parse({
          ...overlaid(undefined, integrationMembers(input)),
          id,
        }),
      }),
    update: ({ account, api, input }, integration, id) =>
      updateRouteIntegration(account.design, {
        apiId: api.id,
        id,
        change: integrationSchema.parse({
          ...overlaid(integration, integrationMembers(input, integration)),
          id,
        }),
      }),
    remove: ({ account, api }, _integration, id) =>
      removeRouteIntegration(account.design, { apiId: api.id, id }),
    answer: (integration, { api }) => integrationAnswer(integration, api),
  }),
  ...operationsOn({
    noun: 'IntegrationResponse',
    idMember: 'integrationResponseId',
    missing: 'Invalid Integration Response identifier specified',
    items: (place) => integrationOf(place).integrationResponses,
    create: (place, id) =>
      putRouteIntegrationResponse(place.account.design, {
        apiId: place.api.id,
        integrationId: integrationOf(place).id,
        response: responseSchema.parse({
          ...overlaid(undefined, responseMembers(place.input), ['integrationResponseKey']),
          id,
        }),
      }),
    update: (place, response, id) =>
      putRouteIntegrationResponse(place.account.design, {
        apiId: place.api.id,
        integrationId: integrationOf(place).id,
        response: responseSchema.parse({
          ...overlaid(response, responseMembers(place.input), ['integrationResponseKey']),
          id,
        }),
      }),
    remove: (place, _response, id) =>
      removeRouteIntegrationResponse(place.account.design, {
        apiId: place.api.id,
        integrationId: integrationOf(place).id,
        id,
      }),
    answer: integrationResponseAnswer,
  }),
}
