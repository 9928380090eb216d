import { body } from './shared/marks.ts'
import { javascript, texts } from './shared/syntax.ts'
import { fixedHeaders, headerSettings, preflightHeaders } from './shared/header-lines.ts'
import type { Policy, Stack } from './types.ts'

/** A Worker of Cloudflare. */
export const cloudflareWorkers: Stack = {
  id: 'cloudflare-workers',
  name: 'Cloudflare Workers',
  kind: 'cloud',
  documentedFor: 'Workers of 2026',
  page: 'https://developers.cloudflare.com/workers/examples/cors-header-proxy/',
  // Every response through Cloudflare has its headers: only its own errors show a Worker.
  recognise: body(/<title>Worker threw exception|^error code: 1101/),
  syntax: javascript,
  settings: {
    ...headerSettings,
    origins: 'allowed',
    credentials: `headers.set('Access-Control-Allow-Credentials', 'true')`,
  },
  config: (policy) => ({ where: 'the Worker: around its handler', code: cors(policy).join('\n') }),
  changes: {
    'no-layer': 'Wrap the handler of the Worker.',
    'cors-first': 'Wrap the whole handler of the Worker, its error responses included.',
    errors: 'Catch exceptions in the handler, so that the response to them passes the wrapper.',
    'one-layer': 'Set the headers in the Worker or in a Transform Rule, not in both.',
  },
}

function cors(policy: Policy): string[] {
  const set = ([name, value]: [string, string]) =>
    `headers.set('Access-Control-${name}', ${javascript.text(value)})`
  return [
    `const allowed = [${texts(javascript, policy.origins)}]`,
    '',
    'function withCors(request, response) {',
    '  // A copy: the headers of a response of fetch are immutable.',
    '  const copy = new Response(response.body, response)',
    '  const { headers } = copy',
    `  headers.append('Vary', 'Origin')`,
    `  const origin = request.headers.get('Origin')`,
    '  if (allowed.includes(origin)) {',
    `    headers.set('Access-Control-Allow-Origin', origin)`,
    ...[...fixedHeaders(policy), ...preflightHeaders(policy)].map((line) => `    ${set(line)}`),
    '  }',
    '  return copy',
    '}',
    '',
    'export default {',
    '  async fetch(request, env, context) {',
    `    const preflight = request.method === 'OPTIONS' && request.headers.has('Access-Control-Request-Method')`,
    '    // handle is the handler as it is.',
    '    const response = preflight ? new Response(null, { status: 204 }) : await handle(request, env, context)',
    '    return withCors(request, response)',
    '  },',
    '}',
  ]
}
