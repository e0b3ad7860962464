import parts from './round.json'
import { designOf } from '../../src/simulator/pipeline/rest/testDesign.ts'

const json = 'application/json'

/** A method whose calls go through every stage of a non-proxy integration: body and parameters validated and mapped, a template each way, one of three responses. */
export const design = designOf(
  {
    'POST /orders/{id}': {
      requestParameters: {
        'method.request.path.id': true,
        'method.request.querystring.expand': true,
      },
      requestModels: { [json]: 'Order' },
      requestValidatorId: 'all',
      methodResponses: Object.fromEntries(
        ['200', '404', '500'].map((statusCode) => [
          statusCode,
          { statusCode, responseParameters: { 'method.response.header.X-Order': true } },
        ]),
      ),
      integration: {
        type: 'MOCK',
        requestParameters: {
          'integration.request.header.X-Order': 'method.request.path.id',
          'integration.request.querystring.expand': 'method.request.querystring.expand',
        },
        requestTemplates: { [json]: parts.requestTemplate },
        integrationResponses: {
          '200': {
            statusCode: '200',
            responseParameters: { 'method.response.header.X-Order': "'placed'" },
            responseTemplates: { [json]: parts.responseTemplate },
          },
          '404': { statusCode: '404', selectionPattern: '4\\d{2}' },
          '500': { statusCode: '500', selectionPattern: '5\\d{2}' },
        },
      },
    },
  },
  {
    models: {
      Order: { name: 'Order', contentType: json, schema: JSON.stringify(parts.schema) },
    },
    requestValidators: {
      all: {
        id: 'all',
        name: 'all',
        validateRequestBody: true,
        validateRequestParameters: true,
      },
    },
    stages: { dev: { stageName: 'dev' } },
  },
)
