import { withToken } from '../pages.ts'
import { findAll } from '../program.ts'
import { withCors } from '../upstream.ts'
import type { RealStack } from '../types.ts'

/** One block for each origin. */
function blocks(directive: string): string {
  return ['https://app.example.com', 'https://admin.example.com']
    .map(
      (origin) => `$REQUEST_HEADER["Origin"] == "${origin}" {
  setenv.${directive} = (
    "Access-Control-Allow-Origin" => "${origin}",
    "Access-Control-Allow-Credentials" => "true",
    "Access-Control-Expose-Headers" => "x-total-count",
    "Access-Control-Allow-Methods" => "GET, PATCH",
    "Access-Control-Allow-Headers" => "authorization, content-type, x-tenant",
    "Vary" => "Origin"
  )
}`,
    )
    .join('\n')
}

/** lighttpd in front of an API without CORS. */
export const lighttpd: RealStack = {
  id: 'lighttpd',
  find: () =>
    findAll({
      name: 'lighttpd',
      debian: 'lighttpd',
      version: ['lighttpd', ['-v'], /lighttpd\/([\d.]+)/],
    }),
  options: withToken,
  files: ({ cors = '', base = '' }, { port, upstream, folder }) => ({
    'lighttpd.conf': `
server.document-root = "${folder}"
server.bind = "127.0.0.1"
server.port = ${port}
server.modules = ( "mod_setenv", "mod_redirect", "mod_proxy" )
proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => ${upstream} ) ) )
proxy.header = ( "map-urlpath" => ( "/" => "${base}/" ) )
${cors}
`,
  }),
  start: () => [{ program: 'lighttpd', args: ['-D', '-f', 'lighttpd.conf'] }],
  place: (block) => ({ cors: block, base: withCors }),
  wrong: [
    { title: 'no CORS layer', places: {} },
    { title: 'preflight passed on to the API', places: { cors: blocks('set-response-header') } },
    {
      title: 'one origin not listed',
      places: {
        cors: `setenv.set-response-header = (
  "Access-Control-Allow-Origin" => "https://app.example.com",
  "Access-Control-Allow-Credentials" => "true"
)`,
      },
    },
    {
      title: 'header of lighttpd and of the API (`add-response-header`)',
      places: { base: withCors, cors: blocks('add-response-header') },
    },
  ],
}
