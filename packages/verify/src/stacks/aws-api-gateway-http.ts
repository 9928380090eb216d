import { httpApiSettings } from './shared/api-gateway-http.ts'
import { anyOf, header } from './shared/marks.ts'
import { json } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** An HTTP API of Amazon API Gateway. */
export const awsApiGatewayHttp: Stack = {
  id: 'aws-api-gateway-http',
  name: 'AWS API Gateway, HTTP API',
  kind: 'cloud',
  documentedFor: 'API Gateway of 2026',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html',
  recognise: anyOf(header('Apigw-Requestid', /./), header('x-amzn-errortype', /./, false)),
  syntax: json,
  settings: httpApiSettings,
  config: (policy) => ({
    where:
      'cors.json, for: aws apigatewayv2 update-api --api-id <id> --cors-configuration file://cors.json',
    code: JSON.stringify(
      {
        AllowOrigins: policy.origins,
        AllowCredentials: policy.credentials,
        AllowMethods: policy.methods,
        AllowHeaders: policy.requestHeaders,
        ExposeHeaders: policy.exposedHeaders,
        MaxAge: policy.maxAgeSeconds,
      },
      null,
      2,
    ),
  }),
  changes: {
    'no-layer': 'Set the CORS configuration of the API.',
    'cors-first':
      'Set the CORS configuration of the API: it responds to preflights before authorizers and integrations.',
    authentication:
      'Set the CORS configuration of the API: it responds to preflights. If the route `$default` has an authorizer, which gets OPTIONS too, add a route `OPTIONS /{proxy+}` without an authorizer, with an integration.',
    'one-layer':
      'Remove the headers from the Lambda function or the integration: API Gateway ignores and replaces them once the API has a CORS configuration.',
  },
}
