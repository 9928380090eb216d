import { filterXml } from './shared/filter-xml.ts'
import { header } from './shared/marks.ts'
import { xml } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** Eclipse Jetty with its CrossOriginFilter. */
export const jetty: Stack = {
  id: 'jetty',
  name: 'Jetty CrossOriginFilter',
  kind: 'app',
  ranWith: 'Jetty 9.4.57',
  recognise: header('Server', /^Jetty\(/),
  syntax: xml,
  settings: {
    origins: 'allowedOrigins',
    credentials: 'allowCredentials = true',
    methods: 'allowedMethods',
    requestHeaders: 'allowedHeaders',
    exposedHeaders: 'exposedHeaders',
    maxAge: 'preflightMaxAge',
    commaSeparated: true,
  },
  config: (policy) => ({
    where:
      'WEB-INF/web.xml: the first filter. Without allowedOrigins it reflects any origin, with credentials',
    code: filterXml('cross-origin', 'org.eclipse.jetty.servlets.CrossOriginFilter', [
      ['allowedOrigins', policy.origins.join(',')],
      ['allowCredentials', String(policy.credentials)],
      ['allowedMethods', policy.methods.join(',')],
      ['allowedHeaders', policy.requestHeaders.join(',')],
      ['exposedHeaders', policy.exposedHeaders.join(',')],
      ['preflightMaxAge', String(policy.maxAgeSeconds)],
      ['chainPreflight', 'false'],
    ]),
  }),
  changes: {
    'no-layer': 'Add the filter to web.xml, above the others.',
    'cors-first': 'Move the filter and its mapping above the others in web.xml.',
    preflight:
      'Set `chainPreflight` to `false`: the filter then responds to preflights itself, instead of the application.',
    'one-layer': 'Use one filter, and set no Access-Control header in servlets or in the proxy.',
  },
}
