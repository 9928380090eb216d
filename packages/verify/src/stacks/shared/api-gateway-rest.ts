import { fixedHeaders, preflightHeaders } from './header-lines.ts'
import type { Policy } from '../types.ts'

/** Returns Node code for a Lambda function: an API Gateway REST API cannot choose among origins itself. */
export function lambdaHeaders(policy: Policy, text: (value: string) => string): string[] {
  return [
    `const allowed = [${policy.origins.map(text).join(', ')}]`,
    'function corsHeaders(event) {',
    '  const origin = event.headers.origin ?? event.headers.Origin',
    '  return {',
    `    Vary: 'Origin',`,
    '    ...(allowed.includes(origin) && {',
    `      'Access-Control-Allow-Origin': origin,`,
    ...fixedHeaders(policy).map(
      ([name, value]) => `      'Access-Control-${name}': ${text(value)},`,
    ),
    '    }),',
    '  }',
    '}',
  ]
}

/** As `lambdaHeaders`, for a function that also handles OPTIONS. */
export function lambdaPreflight(policy: Policy, text: (value: string) => string): string[] {
  return [
    '// in the handler, first',
    `if (event.httpMethod === 'OPTIONS') {`,
    '  return {',
    '    statusCode: 204,',
    '    headers: {',
    '      ...corsHeaders(event),',
    ...preflightHeaders(policy).map(
      ([name, value]) => `      'Access-Control-${name}': ${text(value)},`,
    ),
    '    },',
    '  }',
    '}',
    '// and in every other response: headers: { ...corsHeaders(event), … }',
  ]
}

/** Returns shell commands that add the headers to the responses that an API Gateway REST API sends itself. */
export function gatewayResponses({ origins: [origin = ''], credentials }: Policy): string[] {
  const parameters = {
    'gatewayresponse.header.Access-Control-Allow-Origin': `'${origin}'`,
    ...(credentials && { 'gatewayresponse.header.Access-Control-Allow-Credentials': "'true'" }),
    'gatewayresponse.header.Vary': "'Origin'",
  }
  const escaped = JSON.stringify(parameters).replace(/[$`"\\]/g, '\\$&')
  return [
    'for type in DEFAULT_4XX DEFAULT_5XX; do',
    '  aws apigateway put-gateway-response --rest-api-id <id> --response-type "$type" \\',
    `    --response-parameters "${escaped}"`,
    'done',
    'aws apigateway create-deployment --rest-api-id <id> --stage-name <stage>',
  ]
}
