import type { Rule } from '../../rule.ts'

const logged = (format: string) => ({
  stages: {
    $default: {
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
        format,
      },
    },
  },
})

export const logLineWithoutRequestId: Rule = {
  title: 'The access log of an HTTP API has no request ID',
  why: 'Clients see the request ID in the header apigw-requestid. Without it in the log, a line cannot be matched with the request that a client reports.',
  advice: 'Add $context.requestId to the format.',
  source: 'API Gateway developer guide, Customize HTTP API access logs',
  appliesTo: 'httpApi',
  severity: 'info',
  bad: { httpApi: logged('$context.routeKey $context.status') },
  good: { httpApi: logged('$context.requestId $context.routeKey $context.status') },
  check: ({ api, at }) =>
    Object.values(api.stages)
      .filter(({ accessLogSettings }) => {
        const format = accessLogSettings?.format ?? ''
        return format !== '' && !/\$context\.(?:requestId|extendedRequestId)\b/.test(format)
      })
      .map(({ stageName }) => ({
        message: `The access log of the stage ${stageName} does not contain $context.requestId.`,
        at: [...at, 'stages', stageName, 'accessLogSettings', 'format'],
      })),
}
