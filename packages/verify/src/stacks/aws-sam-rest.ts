import { lambdaHeaders } from './shared/api-gateway-rest.ts'
import { unrecognisable } from './shared/marks.ts'
import { javascript, yaml } from './shared/syntax.ts'
import type { Change, Policy, Stack } from './types.ts'

/** A text with quotes of its own inside those of YAML: API Gateway takes it for a literal. */
const literal = (value: string) => yaml.text(`'${value}'`)

const deployed: Change = {
  change:
    'Set `AddDefaultAuthorizerToCorsPreflight: false`: SAM else gives the method OPTIONS the default authorizer, and preflights get 401. `GatewayResponses` add the headers to the 401 and 403 of the authorizer. Each value needs quotes inside its quotes: `"\'https://…\'"`.',
}

/** AWS SAM with a REST API. */
export const awsSamRest: Stack = {
  id: 'aws-sam-rest',
  name: 'AWS SAM, Api (REST)',
  kind: 'cloud',
  documentedFor: 'AWS SAM 1.110',
  page: 'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html',
  // The responses come from API Gateway, and do not show the tool that deployed it.
  recognise: unrecognisable,
  syntax: yaml,
  settings: {
    origins: 'AllowOrigin',
    credentials: 'AllowCredentials: true',
    methods: 'AllowMethods',
    requestHeaders: 'AllowHeaders',
    exposedHeaders: 'Access-Control-Expose-Headers of the function',
    maxAge: 'MaxAge',
    commaSeparated: true,
  },
  config: (policy) => ({ where: 'template.yaml', code: template(policy).join('\n') }),
  changes: {
    'no-layer':
      'Give the Api `Cors`, with quotes inside the quotes of each value, `"\'https://…\'"`, and send the headers from the functions too: `Cors` only configures OPTIONS.',
    'every-response': {
      change:
        '`Cors` only configures OPTIONS: with proxy integration the function sends the headers of the other responses itself.',
      block: (policy) => ({
        where: 'the handler of each function, as headers: corsHeaders(event)',
        code: lambdaHeaders(policy, javascript.text).join('\n'),
      }),
    },
    authentication: deployed,
    preflight: deployed,
    errors:
      'API Gateway’s own 4xx and 5xx do not pass the function: `GatewayResponses` add the headers to them. They take one fixed origin.',
    'cors-first':
      'API Gateway’s own 4xx and 5xx do not pass the function: `GatewayResponses` add the headers to them. They take one fixed origin.',
    'one-layer':
      'Send the headers from the functions, and leave `Cors` to OPTIONS: remove them from CloudFront.',
  },
}

function template({ origins, credentials, methods, requestHeaders, ...policy }: Policy): string[] {
  const [origin = '', ...others] = origins
  const fixed = [
    `Access-Control-Allow-Origin: ${literal(origin)}`,
    ...(credentials ? [`Access-Control-Allow-Credentials: ${literal('true')}`] : []),
  ]
  const { exposedHeaders, maxAgeSeconds } = policy
  return [
    'Resources:',
    '  Api:',
    '    Type: AWS::Serverless::Api',
    '    Properties:',
    '      Cors:',
    ...(others.length > 0
      ? [
          `        # Only one origin is possible. For ${others.join(', ')} too, have a function respond to OPTIONS.`,
        ]
      : []),
    `        AllowOrigin: ${literal(origin)}`,
    `        AllowCredentials: ${credentials}`,
    `        AllowMethods: ${literal(methods.join(','))}`,
    `        AllowHeaders: ${literal(requestHeaders.join(','))}`,
    `        MaxAge: ${literal(String(maxAgeSeconds))}`,
    '      Auth:',
    '        # beside DefaultAuthorizer, if there is one',
    '        AddDefaultAuthorizerToCorsPreflight: false',
    '      GatewayResponses:',
    ...['DEFAULT_4XX', 'DEFAULT_5XX'].flatMap((type) => [
      `        ${type}:`,
      '          ResponseParameters:',
      '            Headers:',
      ...fixed.map((line) => `              ${line}`),
    ]),
    ...(exposedHeaders.length > 0
      ? [
          '# Each function sends the headers of its own responses, for these origins,',
          `# with Access-Control-Expose-Headers: ${exposedHeaders.join(', ')}`,
        ]
      : []),
  ]
}
