/** The parameters of an AWS service that an HTTP API calls itself. */
export interface IntegrationSubtype {
  /** The service in the words of backends: `sqs`, `events`. */
  readonly service: 'events' | 'sqs' | 'appconfig' | 'kinesis' | 'states'
  /** The action of the service's own API. */
  readonly action: string
  readonly required: readonly string[]
  /** `Region` is one of every subtype. */
  readonly optional: readonly string[]
}

/** The subtypes of HTTP APIs. Source: developer guide, AWS service integrations reference. */
export const integrationSubtypes: Readonly<Record<string, IntegrationSubtype>> = {
  'EventBridge-PutEvents': {
    service: 'events',
    action: 'PutEvents',
    required: ['Detail', 'DetailType', 'Source'],
    optional: ['Time', 'EventBusName', 'Resources', 'Region', 'TraceHeader'],
  },
  'SQS-SendMessage': {
    service: 'sqs',
    action: 'SendMessage',
    required: ['QueueUrl', 'MessageBody'],
    optional: [
      'DelaySeconds',
      'MessageAttributes',
      'MessageDeduplicationId',
      'MessageGroupId',
      'MessageSystemAttributes',
      'Region',
    ],
  },
  'SQS-ReceiveMessage': {
    service: 'sqs',
    action: 'ReceiveMessage',
    required: ['QueueUrl'],
    optional: [
      'AttributeNames',
      'MaxNumberOfMessages',
      'MessageAttributeNames',
      'ReceiveRequestAttemptId',
      'VisibilityTimeout',
      'WaitTimeSeconds',
      'Region',
    ],
  },
  'SQS-DeleteMessage': {
    service: 'sqs',
    action: 'DeleteMessage',
    required: ['ReceiptHandle', 'QueueUrl'],
    optional: ['Region'],
  },
  'SQS-PurgeQueue': {
    service: 'sqs',
    action: 'PurgeQueue',
    required: ['QueueUrl'],
    optional: ['Region'],
  },
  'AppConfig-GetConfiguration': {
    service: 'appconfig',
    action: 'GetConfiguration',
    required: ['Application', 'Environment', 'Configuration', 'ClientId'],
    optional: ['ClientConfigurationVersion', 'Region'],
  },
  'Kinesis-PutRecord': {
    service: 'kinesis',
    action: 'PutRecord',
    required: ['StreamName', 'Data', 'PartitionKey'],
    optional: ['SequenceNumberForOrdering', 'ExplicitHashKey', 'Region'],
  },
  'StepFunctions-StartExecution': {
    service: 'states',
    action: 'StartExecution',
    required: ['StateMachineArn'],
    optional: ['Name', 'Input', 'Region'],
  },
  'StepFunctions-StartSyncExecution': {
    service: 'states',
    action: 'StartSyncExecution',
    required: ['StateMachineArn'],
    optional: ['Name', 'Input', 'Region', 'TraceHeader'],
  },
  'StepFunctions-StopExecution': {
    service: 'states',
    action: 'StopExecution',
    required: ['ExecutionArn'],
    optional: ['Cause', 'Error', 'Region'],
  },
}
