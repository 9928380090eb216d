import { partsOf } from '../parts.ts'
import { withToken } from '../pages.ts'
import { findAll } from '../program.ts'
import { downPath, withCors } from '../upstream.ts'
import type { RealStack } from '../types.ts'

const listed = `@cors {
    header Origin https://app.example.com
    header Origin https://admin.example.com
  }`
const headers = `header @cors {
    Access-Control-Allow-Origin {header.Origin}
    Access-Control-Allow-Credentials true
    Access-Control-Expose-Headers x-total-count
    Access-Control-Allow-Methods "GET, PATCH"
    Access-Control-Allow-Headers "authorization, content-type, x-tenant"
  }
  header Vary Origin`
const preflight = `@preflight method OPTIONS
  respond @preflight 204`

/** Caddy in front of an API without CORS, and of one that is down. */
export const caddy: RealStack = {
  id: 'caddy',
  find: () =>
    findAll({ name: 'Caddy', debian: 'caddy', version: ['caddy', ['version'], /^v?([\d.]+)/] }),
  options: { ...withToken, requests: ['GET /api/boom', `GET ${downPath}`] },
  files: ({ site = '', proxy = '', base = '' }, { port, upstream }) => ({
    Caddyfile: `
{
  admin off
  auto_https off
}
:${port} {
  bind 127.0.0.1
  ${site}
  reverse_proxy ${downPath} 127.0.0.1:1
  rewrite * ${base}{uri}
  reverse_proxy 127.0.0.1:${upstream} {
    ${proxy}
  }
}
`,
  }),
  start: ({ folder }) => [
    {
      program: 'caddy',
      args: ['run', '--config', 'Caddyfile', '--adapter', 'caddyfile'],
      env: { HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
    },
  ],
  place: (block) =>
    block.includes('# in reverse_proxy')
      ? {
          base: withCors,
          ...partsOf(block, { proxy: '# in reverse_proxy { … }', site: '# in the site' }),
        }
      : { site: block },
  wrong: [
    {
      title: 'any origin reflected with credentials',
      places: { site: `@cors header Origin *\n  ${headers}\n  ${preflight}` },
    },
    { title: 'preflight passed on to the API', places: { site: `${listed}\n  ${headers}` } },
    {
      title: 'header of Caddy and of the API',
      places: { base: withCors, site: `${listed}\n  ${headers}\n  ${preflight}` },
    },
  ],
}
