import type { Rule } from '../../rule.ts'

export const deployedStageWithoutLog: Rule = {
  title: 'A deployed stage writes no log',
  why: 'Without an access log and with execution logging off, nothing tells afterwards who called, what was answered and why something failed.',
  advice: 'Set an access log with the fields that you would look for, or a logging level.',
  appliesTo: 'api',
  severity: 'info',
  bad: {
    api: {
      stages: { prod: { stageName: 'prod', deploymentId: 'd1' } },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  good: {
    api: {
      stages: {
        prod: {
          stageName: 'prod',
          deploymentId: 'd1',
          accessLogSettings: {
            destinationArn: 'arn:aws:logs:us-east-1:123456789012:log-group:pets',
            format: '$context.requestId $context.status',
          },
        },
      },
      deployments: { d1: { id: 'd1', createdDate: '2026-01-01T00:00:00Z' } },
    },
  },
  check: ({ stages }) =>
    stages
      .filter(({ isServing, writesLog }) => isServing && !writesLog)
      .map(({ stageName, at }) => ({
        message: `The stage ${stageName} is deployed and writes neither an access log nor an execution log.`,
        at: [...at, 'accessLogSettings'],
      })),
}
