import { ruby, texts } from './syntax.ts'
import type { Policy, Settings, Stack } from '../types.ts'

/** The names of the settings of rack-cors. */
export const rackSettings: Settings = {
  origins: 'origins',
  credentials: 'credentials: true',
  methods: 'methods',
  requestHeaders: 'headers',
  exposedHeaders: 'expose',
  maxAge: 'max_age',
}

/**
 * The complete configuration of rack-cors.
 *
 * @param use the statement that adds the middleware: `use Rack::Cors`
 */
export function rackCorsBlock(use: string, policy: Policy): string {
  return [
    `${use} do`,
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
  ].join('\n')
}

/** Changes of rack-cors, for Rails and for other Rack applications. */
export const rackChanges: Stack['changes'] = {
  method: {
    change: ({ method }, policy) =>
      `Add \`${symbols(method === undefined ? policy.methods : [method])}\` to \`methods\` of the resource, and leave what is there.`,
  },
  'every-response': 'Give the headers to every path: `resource "*"`.',
  'one-layer':
    'Use one `Rack::Cors`, and set no Access-Control header in the application or in the proxy.',
}

/** Returns methods as Ruby symbols: rack-cors compares them in lower case. */
function symbols(methods: readonly string[]): string {
  return methods
    .map((method) =>
      /^[a-z]+$/i.test(method) ? `:${method.toLowerCase()}` : `:${ruby.text(method.toLowerCase())}`,
    )
    .join(', ')
}
