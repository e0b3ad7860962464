import type { Part } from './rule.ts'

// What the examples of several rules have in common.

/** The invocation ARN of a Lambda function. */
export const petsFunction =
  'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:pets/invocations'

/** A MOCK that answers 200 with these headers, each a mapping expression. */
export function mockWith(headers: Readonly<Record<string, string>>): Part {
  const responseParameters = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, value]),
  )
  return {
    type: 'MOCK',
    integrationResponses: { '200': { statusCode: '200', responseParameters } },
  }
}

/** A MOCK whose answer every origin may read. */
export const mockForAllOrigins = mockWith({ 'Access-Control-Allow-Origin': "'*'" })

/** Gateway responses that every origin may read. */
export const errorsForAllOrigins: Part = Object.fromEntries(
  ['DEFAULT_4XX', 'DEFAULT_5XX'].map((responseType) => [
    responseType,
    {
      responseType,
      responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
    },
  ]),
)
