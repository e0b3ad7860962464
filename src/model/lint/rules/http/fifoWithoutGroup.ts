import type { Rule } from '../../rule.ts'

const send = (parameters: Readonly<Record<string, string>>) => ({
  routes: {
    'POST /pets': {
      integration: {
        integrationType: 'AWS_PROXY',
        integrationSubtype: 'SQS-SendMessage',
        requestParameters: {
          QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/pets.fifo',
          MessageBody: '$request.body',
          ...parameters,
        },
      },
    },
  },
})

export const fifoWithoutGroup: Rule = {
  title: 'A message to a FIFO queue has no group',
  why: 'Amazon SQS refuses a message to a FIFO queue without MessageGroupId, so every request fails.',
  advice: 'Map MessageGroupId.',
  source: 'API Gateway developer guide, Integration subtype reference',
  appliesTo: 'httpApi',
  severity: 'error',
  bad: send({}),
  good: send({ MessageGroupId: '$request.header.x-group' }),
  check: ({ integrations }) =>
    integrations
      .filter(
        ({ integration: { integrationSubtype, requestParameters } }) =>
          integrationSubtype === 'SQS-SendMessage' &&
          /\.fifo$/.test(requestParameters['QueueUrl'] ?? '') &&
          !Object.hasOwn(requestParameters, 'MessageGroupId'),
      )
      .map(({ name, at }) => ({
        message: `The integration ${name} sends to a FIFO queue without MessageGroupId, which the queue refuses.`,
        at: [...at, 'requestParameters'],
      })),
}
