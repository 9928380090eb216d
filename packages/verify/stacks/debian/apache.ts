import { partsOf } from '../parts.ts'
import { findAll } from '../program.ts'
import { downPath, withCors } from '../upstream.ts'
import type { RealStack } from '../types.ts'

const modules = [
  'mpm_event',
  'authz_core',
  'authz_user',
  'authn_core',
  'authn_file',
  'auth_basic',
  'headers',
  'proxy',
  'proxy_http',
  'rewrite',
  'setenvif',
]

const listed = String.raw`SetEnvIf Origin "^https://(app|admin)\.example\.com$" CORS=$0`
const preflight = `RewriteEngine On
  RewriteCond %{REQUEST_METHOD} =OPTIONS
  RewriteRule ^ - [R=204,L]`

const anonymousPreflights = `<RequireAny>
      Require method OPTIONS
      Require valid-user
    </RequireAny>`

/** The CORS headers of `Header` or `Header always`, without preflights. */
function headers(set: string): string {
  return `${listed}
  ${set} Access-Control-Allow-Origin %{CORS}e env=CORS
  ${set} Access-Control-Allow-Credentials true env=CORS
  ${set} Access-Control-Expose-Headers x-total-count env=CORS
  ${set} Access-Control-Allow-Methods "GET, PATCH" env=CORS
  ${set} Access-Control-Allow-Headers "authorization, content-type, x-tenant" env=CORS
  Header always merge Vary Origin`
}

/** Apache httpd with Basic authentication in front of an API without CORS and of one that is down. */
export const apache: RealStack = {
  id: 'apache',
  find: () =>
    findAll({
      name: 'Apache httpd',
      debian: 'apache2',
      version: ['apache2', ['-v'], /Apache\/([\d.]+)/],
    }),
  options: {
    requestHeaders: ['authorization: Basic YW5uOmFubg==', 'content-type', 'x-tenant'],
    requests: ['GET /api/boom', `GET ${downPath}`],
  },
  files: (
    { host = '', location = 'Require valid-user', base = '' },
    { port, upstream, folder },
  ) => ({
    users: 'ann:{SHA}dEy5qfs9VYN0TqPs6bTYGdkL3uI=\n',
    'httpd.conf': `
ServerRoot ${folder}
ServerName api.example.com
PidFile ${folder}/httpd.pid
ErrorLog ${folder}/error.log
User www-data
Group www-data
Listen 127.0.0.1:${port}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
<VirtualHost *>
  ProxyPass ${downPath} http://127.0.0.1:1${downPath}
  ProxyPass / http://127.0.0.1:${upstream}${base}/
  <Location />
    AuthType Basic
    AuthName API
    AuthUserFile ${folder}/users
    ${location}
  </Location>
  ${host}
</VirtualHost>
`,
  }),
  start: ({ folder }) => [
    // If root starts httpd, its workers run as another user.
    { program: 'chmod', args: ['755', folder] },
    { program: 'apache2', args: ['-f', `${folder}/httpd.conf`, '-D', 'FOREGROUND'] },
  ],
  place: (block) =>
    block.includes('<RequireAny>')
      ? partsOf(block, {
          location: '# in the <Location>, in place of Require valid-user',
          host: '# in the <VirtualHost>',
        })
      : {
          host: block,
          location: anonymousPreflights,
          ...(block.includes('unset') && { base: withCors }),
        },
  wrong: [
    { title: 'authentication of preflights', places: { host: headers('Header always set') } },
    {
      title: 'any origin reflected with credentials',
      places: {
        location: anonymousPreflights,
        host: `SetEnvIf Origin "^(.*)$" CORS=$1
  Header always set Access-Control-Allow-Origin %{CORS}e env=CORS
  Header always set Access-Control-Allow-Credentials true
  Header always set Access-Control-Allow-Methods "GET, PATCH"
  Header always set Access-Control-Allow-Headers "authorization, content-type, x-tenant"
  ${preflight}`,
      },
    },
    {
      title: '`Header set` without `always`',
      places: { location: anonymousPreflights, host: `${headers('Header set')}\n  ${preflight}` },
    },
    {
      title: 'header of httpd and of the API',
      places: {
        location: anonymousPreflights,
        base: withCors,
        host: `${headers('Header always set')}\n  ${preflight}`,
      },
    },
  ],
}
