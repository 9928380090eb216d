import { fixedHeaders, preflightHeaders } from './header-lines.ts'
import type { Policy } from '../types.ts'

/** Lines of Node for a Lambda function: an API Gateway REST API cannot choose among origins itself. */
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
