import type { Address } from '../../../address.ts'
import { authorizerSettingsRefusal } from '../../../operations/authorizers.ts'
import { gatewayResponseRefusal } from '../../../operations/gatewayResponses.ts'
import { accessLogRefusal } from '../../../operations/stages.ts'
import type { Problem } from '../../../result.ts'
import type { Finding, Rule } from '../../rule.ts'

export const refusedSetting: Rule = {
  title: 'The service refuses a setting',
  why: 'The import or the deployment of the API fails with this message: a gateway response, an authorizer or an access log has a value that the service does not take.',
  advice:
    'Correct what the message names. Static values of headers are in single quotes, the token of an authorizer is in a header, and the format of an access log is one line.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    api: {
      gatewayResponses: {
        THROTTLED: {
          responseType: 'THROTTLED',
          responseParameters: { 'gatewayresponse.header.Retry-After': '60' },
        },
      },
    },
  },
  good: {
    api: {
      gatewayResponses: {
        THROTTLED: {
          responseType: 'THROTTLED',
          responseParameters: { 'gatewayresponse.header.Retry-After': "'60'" },
        },
      },
    },
  },
  check: ({ api, at }) => [
    ...Object.values(api.gatewayResponses).flatMap((response) =>
      found(
        `the gateway response ${response.responseType}`,
        (place) => gatewayResponseRefusal(response, place),
        [...at, 'gatewayResponses', response.responseType],
      ),
    ),
    ...Object.values(api.authorizers).flatMap((authorizer) =>
      found(
        `the authorizer ${authorizer.name}`,
        (place) => authorizerSettingsRefusal(authorizer, place),
        [...at, 'authorizers', authorizer.id],
      ),
    ),
    ...Object.values(api.stages).flatMap((stage) =>
      found(`the stage ${stage.stageName}`, (place) => accessLogRefusal(stage, place), [
        ...at,
        'stages',
        stage.stageName,
      ]),
    ),
  ],
}

function found(
  what: string,
  refusal: (at: Address) => { readonly problems: readonly Problem[] } | undefined,
  at: Address,
): readonly Finding[] {
  return (refusal(at)?.problems ?? []).map((problem) => ({
    message: `The service refuses ${what}: ${problem.message}`,
    at: problem.at,
  }))
}
