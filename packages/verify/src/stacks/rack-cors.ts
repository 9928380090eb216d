import { valueOf } from '../http/header-lines.ts'
import { anyOf, header, isPreflight, someResponse } from './shared/marks.ts'
import { ruby, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Rails, Sinatra and other Rack applications with rack-cors. */
export const rackCors: Stack = {
  id: 'rack-cors',
  name: 'Rails/Rack rack-cors',
  kind: 'app',
  documentedFor: 'rack-cors 1.1.1 with Sinatra 3.0.5',
  recognise: anyOf(
    header('X-Runtime', /^\d+\.\d+$/),
    header('X-Cascade', /^pass$/i),
    someResponse(({ headers }, exchange) => {
      const methods = valueOf(headers, 'access-control-allow-methods') ?? '*'
      const onRead = !isPreflight(exchange) && methods !== '*'
      return onRead && valueOf(headers, 'access-control-max-age') !== undefined
        ? 'Access-Control-Allow-Methods and Access-Control-Max-Age on a response that is not to a preflight'
        : undefined
    }, false),
  ),
  syntax: ruby,
  settings: {
    origins: 'origins',
    credentials: 'credentials: true',
    methods: 'methods',
    requestHeaders: 'headers',
    exposedHeaders: 'expose',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where:
      'Rails: config/initializers/cors.rb. config.ru: `use Rack::Cors do` above all other middleware',
    code: [
      'Rails.application.config.middleware.insert_before 0, Rack::Cors do',
      '  allow do',
      `    origins ${texts(ruby, policy.origins)}`,
      '    resource "*",',
      ...[
        `credentials: ${policy.credentials},`,
        `methods: [${symbols(policy.methods)}],`,
        `headers: [${texts(ruby, policy.requestHeaders)}],`,
        `expose: [${texts(ruby, policy.exposedHeaders)}],`,
        `max_age: ${policy.maxAgeSeconds}`,
      ].map((line) => `      ${line}`),
      '  end',
      'end',
    ].join('\n'),
  }),
  changes: {
    'no-layer': 'Add the gem rack-cors, and its middleware above all others.',
    'cors-first':
      'Insert `Rack::Cors` before index 0, or in config.ru above `use Rack::Auth::Basic` and all other middleware.',
    method: {
      change: ({ method }, policy) =>
        `Add \`${symbols(method === undefined ? policy.methods : [method])}\` to \`methods\` of the resource, and leave what is there.`,
    },
    'one-layer':
      'Use one `Rack::Cors`, and set no Access-Control header in controllers or in the proxy.',
  },
}

/** rack-cors compares them in lower case, as symbols. */
function symbols(methods: readonly string[]): string {
  return methods
    .map((method) =>
      /^[a-z]+$/i.test(method) ? `:${method.toLowerCase()}` : `:${ruby.text(method.toLowerCase())}`,
    )
    .join(', ')
}
