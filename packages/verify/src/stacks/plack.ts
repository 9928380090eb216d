import { anyOf, header, someResponse } from './shared/marks.ts'
import { perl, texts } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Perl with Plack::Middleware::CrossOrigin. */
export const plack: Stack = {
  id: 'plack',
  name: 'Plack::Middleware::CrossOrigin',
  kind: 'app',
  ranWith: 'Plack::Middleware::CrossOrigin 0.014 and Starman 0.4016',
  recognise: anyOf(
    header('Server', /HTTP::Server::PSGI|^starman/i),
    someResponse(({ headers, status, body }) => {
      const forbidden = status === 403 && body === 'forbidden'
      const varies = headers.some(([name, value]) => name === 'Vary' && value === 'Origin')
      return forbidden && varies ? 'a 403 with the text "forbidden" and Vary: Origin' : undefined
    }, true),
  ),
  syntax: perl,
  settings: {
    origins: 'origins',
    credentials: 'credentials => 1',
    methods: 'methods',
    requestHeaders: 'headers',
    exposedHeaders: 'expose_headers',
    maxAge: 'max_age',
  },
  config: (policy) => ({
    where: 'app.psgi: the first middleware of the builder',
    code: [
      `enable 'CrossOrigin',`,
      ...[
        `origins => [${texts(perl, policy.origins)}],`,
        `credentials => ${policy.credentials ? 1 : 0},`,
        `methods => [${texts(perl, policy.methods)}],`,
        `headers => [${texts(perl, policy.requestHeaders)}],`,
        `expose_headers => [${texts(perl, policy.exposedHeaders)}],`,
        `max_age => ${policy.maxAgeSeconds};`,
      ].map((line) => `    ${line}`),
      '# Turns an exception into a 500: the 500 of the server itself has no CORS headers.',
      `enable 'HTTPExceptions';`,
    ].join('\n'),
  }),
  changes: {
    'no-layer': `Add \`enable 'CrossOrigin', …\` as the first middleware.`,
    'cors-first': `Move \`enable 'CrossOrigin', …\` above the other middleware.`,
    errors:
      "Add `enable 'HTTPExceptions'` below `enable 'CrossOrigin', …`: it turns an exception into a 500, to which CrossOrigin then adds the headers.",
    'exact-origins': `Give \`origins\` whole origins: \`'*'\` with credentials reflects any origin.`,
    'one-layer':
      'Use the middleware once, and set no Access-Control header in the application or in the proxy.',
  },
}
