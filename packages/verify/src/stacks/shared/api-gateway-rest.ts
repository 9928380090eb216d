import type { Policy } from '../types.ts'

/** Lines of Node for a Lambda function: an API Gateway REST API cannot choose among origins itself. */
export function lambdaHeaders(policy: Policy, text: (value: string) => string): string[] {
  const { origins, credentials, exposedHeaders } = policy
  return [
    `const allowed = [${origins.map(text).join(', ')}]`,
    'function corsHeaders(event) {',
    '  const origin = event.headers.origin ?? event.headers.Origin',
    '  return {',
    `    Vary: 'Origin',`,
    '    ...(allowed.includes(origin) && {',
    `      'Access-Control-Allow-Origin': origin,`,
    ...(credentials ? [`      'Access-Control-Allow-Credentials': 'true',`] : []),
    ...(exposedHeaders.length > 0
      ? [`      'Access-Control-Expose-Headers': ${text(exposedHeaders.join(', '))},`]
      : []),
    '    }),',
    '  }',
    '}',
  ]
}

/** As `lambdaHeaders`, for a function that also handles OPTIONS. */
export function lambdaPreflight(policy: Policy, text: (value: string) => string): string[] {
  const { methods, requestHeaders, maxAgeSeconds } = policy
  return [
    '// in the handler, first',
    `if (event.httpMethod === 'OPTIONS') {`,
    '  return {',
    '    statusCode: 204,',
    '    headers: {',
    '      ...corsHeaders(event),',
    `      'Access-Control-Allow-Methods': ${text(methods.join(', '))},`,
    ...(requestHeaders.length > 0
      ? [`      'Access-Control-Allow-Headers': ${text(requestHeaders.join(', '))},`]
      : []),
    `      'Access-Control-Max-Age': ${text(String(maxAgeSeconds))},`,
    '    },',
    '  }',
    '}',
    '// and in every other response: headers: { ...corsHeaders(event), … }',
  ]
}
