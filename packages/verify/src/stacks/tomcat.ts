import { filterXml } from './shared/filter-xml.ts'
import { anyOf, body, header, preflightHeader } from './shared/marks.ts'
import { xml } from './shared/syntax.ts'
import type { Block, Policy, Stack } from './types.ts'

/** Apache Tomcat with its CorsFilter. */
export const tomcat: Stack = {
  id: 'tomcat',
  name: 'Tomcat CorsFilter',
  kind: 'app',
  ranWith: 'Tomcat 10.1.60',
  recognise: anyOf(
    body(/<title>HTTP Status \d{3} – [^<]*<\/title>|Apache Tomcat\/[\d.]+/),
    header('Server', /^Apache-Coyote\//),
    preflightHeader(
      'Access-Control-Allow-Headers',
      /^origin,x-requested-with,access-control-request-headers,content-type/i,
    ),
  ),
  syntax: xml,
  settings: {
    origins: 'cors.allowed.origins',
    credentials: 'cors.support.credentials = true',
    methods: 'cors.allowed.methods',
    requestHeaders: 'cors.allowed.headers',
    exposedHeaders: 'cors.exposed.headers',
    maxAge: 'cors.preflight.maxage',
    commaSeparated: true,
  },
  config,
  changes: {
    'no-layer': 'Add the filter to web.xml, above the others.',
    'cors-first':
      'Move the filter and its mapping above the others in web.xml: filters run in the order of their mappings.',
    authentication: {
      change:
        'Authenticators of Tomcat run before filters. Have them let preflights pass to the CorsFilter: `allowCorsPreflight="filter"`. If a filter authenticates, move it below the CorsFilter.',
      block: (policy) => {
        const { where, code } = config(policy)
        return {
          where,
          code: [
            code,
            xml.comment(
              'META-INF/context.xml, if web.xml has a login-config, with the class of its authenticator',
            ),
            '<Context>',
            '  <Valve className="org.apache.catalina.authenticator.BasicAuthenticator" allowCorsPreflight="filter" />',
            '</Context>',
          ].join('\n'),
        }
      },
    },
    'one-layer': 'Use one filter, and set no Access-Control header in servlets or in the proxy.',
  },
}

function config(policy: Policy): Block {
  return {
    where: 'WEB-INF/web.xml: the first filter',
    code: filterXml('CorsFilter', 'org.apache.catalina.filters.CorsFilter', [
      ['cors.allowed.origins', policy.origins.join(',')],
      ['cors.support.credentials', String(policy.credentials)],
      ['cors.allowed.methods', [...policy.methods, 'OPTIONS'].join(',')],
      ['cors.allowed.headers', policy.requestHeaders.join(',')],
      ['cors.exposed.headers', policy.exposedHeaders.join(',')],
      ['cors.preflight.maxage', String(policy.maxAgeSeconds)],
    ]),
  }
}
