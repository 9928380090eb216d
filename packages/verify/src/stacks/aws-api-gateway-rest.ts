import { gatewayResponses, lambdaHeaders, lambdaPreflight } from './shared/api-gateway-rest.ts'
import { headerSettings } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { javascript } from './shared/syntax.ts'
import type { Change, Stack } from './types.ts'

/** Responses that API Gateway sends itself, such as a 403 of a route that does not exist, or a 429. */
const ownErrors: Change = {
  change:
    'API Gateway’s own 4xx and 5xx do not pass the function: add the headers to the gateway responses DEFAULT_4XX and DEFAULT_5XX. They take one fixed origin.',
  block: (policy) => ({
    where: 'a shell',
    code: gatewayResponses(policy).join('\n'),
  }),
}

/** A REST API of Amazon API Gateway with a Lambda function behind it. */
export const awsApiGatewayRest: Stack = {
  id: 'aws-api-gateway-rest',
  name: 'AWS API Gateway, REST API',
  kind: 'cloud',
  documentedFor: 'API Gateway of 2026',
  page: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html',
  recognise: anyOf(
    header('x-amz-apigw-id', /./),
    body(/^\{"message":"Missing Authentication Token"\}$/),
  ),
  syntax: javascript,
  settings: {
    ...headerSettings,
    origins: 'allowed',
    credentials: `'Access-Control-Allow-Credentials': 'true'`,
  },
  config: (policy) => ({
    where: 'the Lambda function, with proxy integration, for OPTIONS without an authorizer too',
    code: [
      ...lambdaHeaders(policy, javascript.text),
      '',
      ...lambdaPreflight(policy, javascript.text),
    ].join('\n'),
  }),
  changes: {
    'no-layer':
      'Send the headers from the Lambda function, and give each resource a method OPTIONS.',
    preflight:
      'Give each resource a method OPTIONS without an authorizer and without an API key, and deploy the stage again: without this method, OPTIONS gets 403 `Missing Authentication Token`. In AWS SAM this is `Cors` of the `AWS::Serverless::Api`, with `AddDefaultAuthorizerToCorsPreflight: false`.',
    authentication: {
      change:
        'Set the authorization of the method OPTIONS to `NONE` and require no API key; in AWS SAM: `AddDefaultAuthorizerToCorsPreflight: false`. The 401 and 403 of an authorizer do not pass the function: add the headers to the gateway responses DEFAULT_4XX and DEFAULT_5XX. Deploy the stage again.',
      block: (policy) => ({
        where: 'a shell, for each resource; then the gateway responses, and a new deployment',
        code: [
          'aws apigateway update-method --rest-api-id <id> --resource-id <id> --http-method OPTIONS \\',
          '  --patch-operations op=replace,path=/authorizationType,value=NONE op=replace,path=/apiKeyRequired,value=false',
          ...gatewayResponses(policy),
        ].join('\n'),
      }),
    },
    errors: ownErrors,
    'gateway-errors': ownErrors,
    'cors-first': ownErrors,
    'one-layer':
      'With proxy integration the Lambda function sends the headers: remove them from method responses and from CloudFront.',
  },
}
