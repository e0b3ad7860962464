import type { Rule } from '../../rule.ts'

export const accessLogWithoutRequestId: Rule = {
  title: 'An access log does not say which request it is of',
  why: 'The format of an access log has to hold $context.requestId or $context.extendedRequestId; the service refuses it otherwise.',
  advice: 'Add $context.requestId to the format.',
  appliesTo: 'restApi',
  severity: 'error',
  bad: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          accessLogSettings: {
            destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
            format: '$context.httpMethod $context.status',
          },
        },
      },
    },
  },
  good: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          accessLogSettings: {
            destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
            format: '$context.requestId $context.httpMethod $context.status',
          },
        },
      },
    },
  },
  check: ({ api, at }) =>
    Object.values(api.stages).flatMap(({ stageName, accessLogSettings }) => {
      const format = accessLogSettings?.format
      if (format === undefined || /\$context\.(?:requestId|extendedRequestId)\b/.test(format)) {
        return []
      }
      return [
        {
          message: `The access log of the stage ${stageName} holds no request id.`,
          at: [...at, 'stages', stageName, 'accessLogSettings', 'format'],
        },
      ]
    }),
}
