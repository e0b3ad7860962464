// Templates that people write, to begin with: each says what it is for and what to change.

/** A template to insert. */
export interface Starter {
  readonly id: string
  /** As a list names it. */
  readonly label: string
  readonly where: 'request' | 'response'
  /** What it does, and what to change in it. */
  readonly description: string
  readonly text: string
}

const lines = (...parts: readonly string[]) => parts.join('\n')

/** What every form body begins with: the service wants a form, whatever the client sent. */
const formHeader =
  '#set($context.requestOverride.header.Content-Type = "application/x-www-form-urlencoded")'

/** The starters, in the order of a list. Source of the services' shapes: their API references. */
export const starters: readonly Starter[] = [
  {
    id: 'passthrough',
    label: 'Method request passthrough',
    where: 'request',
    description:
      'Hands the backend the body, all parameters, the stage variables and what is known of the caller, as one JSON object.',
    text: lines(
      '#set($all = $input.params())',
      '{',
      '  "body": $input.json(\'$\'),',
      '  "params": {',
      '#foreach($kind in $all.keySet())',
      '#set($values = $all.get($kind))',
      '    "$kind": {',
      '#foreach($name in $values.keySet())',
      '      "$name": "$util.escapeJavaScript($values.get($name)).replaceAll("\\\\\'", "\'")"#if($foreach.hasNext),#end',
      '',
      '#end',
      '    }#if($foreach.hasNext),#end',
      '',
      '#end',
      '  },',
      '  "stageVariables": {',
      '#foreach($name in $stageVariables.keySet())',
      '    "$name": "$util.escapeJavaScript($stageVariables.get($name)).replaceAll("\\\\\'", "\'")"#if($foreach.hasNext),#end',
      '',
      '#end',
      '  },',
      '  "context": {',
      '    "requestId": "$context.requestId",',
      '    "stage": "$context.stage",',
      '    "httpMethod": "$context.httpMethod",',
      '    "resourcePath": "$context.resourcePath",',
      '    "sourceIp": "$context.identity.sourceIp",',
      '    "caller": "$context.identity.caller"',
      '  }',
      '}',
    ),
  },
  {
    id: 'dynamodb-put-item',
    label: 'DynamoDB PutItem',
    where: 'request',
    description:
      'Writes an item: its key is the id of the request, its fields are read from the body. Name your table and fields. Action: PutItem.',
    text: lines(
      "#set($item = $input.path('$'))",
      '{',
      '  "TableName": "my-table",',
      '  "Item": {',
      '    "id": { "S": "$context.requestId" },',
      '    "name": { "S": "$util.escapeJavaScript($item.name).replaceAll("\\\\\'", "\'")" },',
      '    "amount": { "N": "$util.escapeJavaScript($item.amount).replaceAll("\\\\\'", "\'")" }',
      '  },',
      '  "ConditionExpression": "attribute_not_exists(id)"',
      '}',
    ),
  },
  {
    id: 'dynamodb-query',
    label: 'DynamoDB Query',
    where: 'request',
    description:
      'Asks for the items with a partition key that the path or the query string gives. Name your table and key. Action: Query.',
    text: lines(
      '{',
      '  "TableName": "my-table",',
      '  "KeyConditionExpression": "id = :id",',
      '  "ExpressionAttributeValues": {',
      '    ":id": { "S": "$util.escapeJavaScript($input.params(\'id\')).replaceAll("\\\\\'", "\'")" }',
      '  }',
      '}',
    ),
  },
  {
    id: 'dynamodb-put-item-response',
    label: 'DynamoDB PutItem response',
    where: 'response',
    description: 'Answers with the id that the request template gave the item.',
    text: lines('{', '  "id": "$context.requestId"', '}'),
  },
  {
    id: 'dynamodb-query-response',
    label: 'DynamoDB Query response',
    where: 'response',
    description:
      'Turns the items of a Query or Scan into plain JSON: each field is read from its type (S, N). Name your fields.',
    text: lines(
      "#set($result = $input.path('$'))",
      '{',
      '  "count": $input.json(\'$.Count\'),',
      '  "items": [',
      '#foreach($item in $result.Items)',
      '    {',
      '      "id": "$util.escapeJavaScript($item.id.S).replaceAll("\\\\\'", "\'")",',
      '      "name": "$util.escapeJavaScript($item.name.S).replaceAll("\\\\\'", "\'")",',
      '      "amount": #if("$!{item.amount.N}" != "")${item.amount.N}#{else}null#end',
      '',
      '    }#if($foreach.hasNext),#end',
      '',
      '#end',
      '  ]',
      '}',
    ),
  },
  {
    id: 'sqs-send-message',
    label: 'SQS SendMessage',
    where: 'request',
    description:
      'Sends the body of the request to a queue, as the form that SQS takes. The queue is in the path of the integration: path/123456789012/my-queue.',
    text: lines(formHeader, 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)'),
  },
  {
    id: 'sns-publish',
    label: 'SNS Publish',
    where: 'request',
    description: 'Publishes the body of the request to a topic, as a form. Name your topic.',
    text: lines(
      formHeader,
      "Action=Publish&TopicArn=$util.urlEncode('arn:aws:sns:us-east-1:123456789012:my-topic')&Message=$util.urlEncode($input.body)",
    ),
  },
  {
    id: 'kinesis-put-record',
    label: 'Kinesis PutRecord',
    where: 'request',
    description:
      'Puts the body of the request on a stream: Kinesis takes it as base64. Name your stream. Action: PutRecord.',
    text: lines(
      '{',
      '  "StreamName": "my-stream",',
      '  "Data": "$util.base64Encode($input.body)",',
      '  "PartitionKey": "$context.requestId"',
      '}',
    ),
  },
  {
    id: 'step-functions-start-execution',
    label: 'Step Functions StartExecution',
    where: 'request',
    description:
      'Starts an execution with the body of the request as its input, which is a text of JSON. Name your state machine. Action: StartExecution.',
    text: lines(
      '{',
      '  "stateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:my-machine",',
      '  "name": "$context.requestId",',
      '  "input": "$util.escapeJavaScript($input.json(\'$\')).replaceAll("\\\\\'", "\'")"',
      '}',
    ),
  },
  {
    id: 's3-put-object',
    label: 'S3 PutObject',
    where: 'request',
    description:
      'Writes the body as it came: the bucket and the key are in the path of the integration. The type of the object is that of the request.',
    text: lines(
      "#set($context.requestOverride.header.Content-Type = $input.params('Content-Type'))",
      '$input.body',
    ),
  },
  {
    id: 'error-mapping',
    label: 'Error mapping',
    where: 'response',
    description:
      'One form for all errors: the message of a Lambda function (errorMessage) or of a service (message), and the id to ask for in the logs.',
    text: lines(
      "#set($error = $input.path('$'))",
      '#if($error.errorMessage && $error.errorMessage != "")',
      '#set($message = $error.errorMessage)',
      '#else',
      '#set($message = $error.message)',
      '#end',
      '{',
      '  "error": "$util.escapeJavaScript($message).replaceAll("\\\\\'", "\'")",',
      '  "requestId": "$context.requestId"',
      '}',
    ),
  },
  {
    id: 'cors-mock',
    label: 'CORS preflight (MOCK)',
    where: 'request',
    description:
      'The request template of an OPTIONS method with a MOCK integration: it answers 200. The Access-Control-Allow headers are set on its integration response.',
    text: '{"statusCode": 200}',
  },
]
