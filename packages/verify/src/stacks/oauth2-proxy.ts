import { anyOf, body, header } from './shared/marks.ts'
import { hash } from './shared/syntax.ts'
import type { Stack } from './types.ts'

/** oauth2-proxy: authentication in front of an application, which sends the CORS headers. */
export const oauth2Proxy: Stack = {
  id: 'oauth2-proxy',
  name: 'oauth2-proxy',
  kind: 'proxy',
  documentedFor: 'oauth2-proxy 7.15',
  page: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
  only: ['authentication'],
  recognise: anyOf(
    header('Set-Cookie', /^_oauth2_proxy/),
    header('Location', /\/oauth2\/(?:start|sign_in)\b|%2Foauth2%2Fcallback/i),
    body(/action="\/oauth2\/(?:start|sign_in)"/),
    header('GAP-Auth', /./),
  ),
  syntax: { text: (value) => JSON.stringify(value), comment: hash },
  config: () => ({
    where: 'oauth2-proxy.cfg, or as flags: --skip-auth-preflight=true --api-route=^/api/',
    code: [
      '# The application behind it responds to preflights, and sends the CORS headers.',
      'skip_auth_preflight = true',
      '# 401 instead of a redirect to the sign-in page, for these paths',
      'api_routes = [ "^/api/" ]',
    ].join('\n'),
  }),
  changes: {
    authentication:
      'Set `--skip-auth-preflight=true`: preflights, which have no cookie, then reach the application, which sends the CORS headers. With `--api-route` a request without a session gets 401, not a redirect to the sign-in page, which fetch cannot follow; for pages to read that 401, a proxy in front of oauth2-proxy adds Access-Control-Allow-Origin to it. Behind `auth-url` of ingress-nginx the controller responds to preflights: set `enable-cors` there.',
  },
}
