import { lambdaFunctionName, lambdaFunctionNames, lambdaUri } from '../../../../model/index.ts'
import type { Address, RouteAuthorizer } from '../../../../model/index.ts'
import { useDesign } from '../../../store/StoreContext.tsx'
import { MapField } from '../../fields/MapField.tsx'
import {
  NumberField,
  SelectField,
  TextField,
  ToggleField,
  choices,
  optional,
} from '../../fields/fields.tsx'
import { FunctionAnswers } from '../FunctionAnswers.tsx'
import type { UpdateAuthorizer } from './updates.ts'
import type { RoutedApi } from './useRoutedApi.ts'

const commonSources: { readonly [P in RoutedApi['protocol']]: readonly string[] } = {
  HTTP: [
    '$request.header.Authorization',
    '$request.header.',
    '$request.querystring.',
    '$context.identity.sourceIp',
    '$context.routeKey',
    '$stageVariables.',
  ],
  WEBSOCKET: [
    'route.request.header.Authorization',
    'route.request.querystring.',
    'context.connectionId',
    'stageVariables.',
  ],
}

/** The function that a Lambda authorizer calls, and what of the request identifies a caller. */
export function LambdaAuthorizerFields({
  at,
  protocol,
  authorizer,
  update,
}: {
  readonly at: Address
  readonly protocol: RoutedApi['protocol']
  readonly authorizer: RouteAuthorizer
  readonly update: UpdateAuthorizer
}) {
  const design = useDesign((present) => present)
  const { authorizerUri = '', identitySource } = authorizer
  const functionName = lambdaFunctionName(authorizerUri)
  return (
    <>
      <TextField
        at={[...at, 'authorizerUri', 'function']}
        label="Lambda function"
        commits="leaving"
        suggestions={lambdaFunctionNames(design)}
        value={functionName ?? ''}
        edit={(name) => update({ authorizerUri: lambdaUri(name.trim()) })}
      />
      {functionName !== undefined && (
        <FunctionAnswers
          name={functionName}
          purpose="decides which simulated requests are let through."
        />
      )}
      <TextField
        at={[...at, 'authorizerUri']}
        label="Function invocation ARN"
        commits="leaving"
        value={authorizerUri}
        edit={(uri) => update({ authorizerUri: optional(uri) })}
      />
      {protocol === 'HTTP' && <HttpOnlyFields at={at} authorizer={authorizer} update={update} />}
      <MapField
        at={[...at, 'identitySource']}
        label="Identity sources"
        help="A request without one of them is refused (401), and the function is not called. Together they are the key of the cache."
        nameLabel="Identity source"
        valueLabel="Identity source"
        exampleName={commonSources[protocol][0] ?? ''}
        nameSuggestions={commonSources[protocol]}
        isBare
        entries={identitySource.map((source) => [source, ''] as const)}
        set={(source) => update({ identitySource: [...identitySource, source] })}
        remove={(source) =>
          update({ identitySource: identitySource.filter((each) => each !== source) })
        }
      />
      <TextField
        at={[...at, 'authorizerCredentialsArn']}
        label="Invoke role ARN"
        commits="leaving"
        help="Leave empty to invoke the function with its resource-based policy."
        placeholder="arn:aws:iam::123456789012:role/name"
        value={authorizer.authorizerCredentialsArn ?? ''}
        edit={(arn) => update({ authorizerCredentialsArn: optional(arn) })}
      />
    </>
  )
}

function HttpOnlyFields({
  at,
  authorizer,
  update,
}: {
  readonly at: Address
  readonly authorizer: RouteAuthorizer
  readonly update: UpdateAuthorizer
}) {
  const version = authorizer.authorizerPayloadFormatVersion
  return (
    <>
      <SelectField
        at={[...at, 'authorizerPayloadFormatVersion']}
        label="Payload format version"
        help="The shape of the event. Simple responses require 2.0."
        value={version ?? ''}
        options={choices(['2.0', '1.0'])}
        edit={(value) =>
          value === '1.0'
            ? update({ authorizerPayloadFormatVersion: '1.0', enableSimpleResponses: undefined })
            : update({ authorizerPayloadFormatVersion: '2.0' })
        }
      />
      {version === '2.0' && (
        <ToggleField
          at={[...at, 'enableSimpleResponses']}
          label="Simple responses"
          help={'The function returns {"isAuthorized": true}. Off: it returns an IAM policy.'}
          value={authorizer.enableSimpleResponses ?? false}
          edit={(enableSimpleResponses) => update({ enableSimpleResponses })}
        />
      )}
      <NumberField
        at={[...at, 'authorizerResultTtlInSeconds']}
        label="Cache duration"
        help="In seconds, 0 to 3,600. 0 turns caching off. Caching requires an identity source."
        value={authorizer.authorizerResultTtlInSeconds}
        edit={(authorizerResultTtlInSeconds) => update({ authorizerResultTtlInSeconds })}
      />
    </>
  )
}
