import { lambdaHeaders, lambdaPreflight } from './shared/api-gateway-rest.ts'
import { headerSettings } from './shared/header-lines.ts'
import { anyOf, body, header } from './shared/marks.ts'
import { javascript } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** A REST API of Amazon API Gateway with a Lambda function behind it. */
export const awsApiGatewayRest: Stack = {
  id: 'aws-api-gateway-rest',
  name: 'AWS API Gateway, REST API',
  kind: 'cloud',
  documentedFor: 'API Gateway of 2026',
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
      'Give each resource a method OPTIONS without an authorizer, and deploy the stage again.',
    authentication:
      'Set the authorization of the method OPTIONS to NONE, and deploy the stage again.',
    'gateway-errors': {
      change:
        'API Gateway’s own 4xx and 5xx do not pass the function: add the header to the gateway responses DEFAULT_4XX and DEFAULT_5XX. They take one fixed origin.',
      block: ({ origins: [origin = ''] }) => ({
        where: 'a shell, then deploy the stage again',
        code: [
          'for type in DEFAULT_4XX DEFAULT_5XX; do',
          '  aws apigateway put-gateway-response --rest-api-id <id> --response-type "$type" \\',
          `    --response-parameters "{\\"gatewayresponse.header.Access-Control-Allow-Origin\\":\\"'${origin.replace(/[$`"\\]/g, '\\$&')}'\\"}"`,
          'done',
        ].join('\n'),
      }),
    },
    'one-layer':
      'With proxy integration the Lambda function sends the headers: remove them from method responses and from CloudFront.',
  },
}
