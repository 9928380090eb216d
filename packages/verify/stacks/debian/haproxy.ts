import { withToken } from '../pages.ts'
import { findAll } from '../program.ts'
import { downPath, withCors } from '../upstream.ts'
import type { RealStack } from '../types.ts'

const listed = `http-request set-var(txn.origin) req.hdr(origin)
  acl cors_listed var(txn.origin) -m str https://app.example.com https://admin.example.com`
const preflight =
  'http-request return status 204 if METH_OPTIONS { req.hdr(access-control-request-method) -m found }'

/** The CORS headers by a directive: `http-response set-header`. */
function headers(directive: string): string {
  return `${directive} Access-Control-Allow-Origin %[var(txn.origin)] if cors_listed
  ${directive} Access-Control-Allow-Credentials true if cors_listed
  ${directive} Access-Control-Expose-Headers x-total-count if cors_listed
  ${directive} Access-Control-Allow-Methods "GET, PATCH" if cors_listed
  ${directive} Access-Control-Allow-Headers "authorization, content-type, x-tenant" if cors_listed
  ${directive} Vary Origin`
}

/** HAProxy in front of an API without CORS, and of one that is down. */
export const haproxy: RealStack = {
  id: 'haproxy',
  find: () =>
    findAll({
      name: 'HAProxy',
      debian: 'haproxy',
      version: ['haproxy', ['-v'], /version ([\d.]+)/],
    }),
  options: { ...withToken, requests: ['GET /api/boom', `GET ${downPath}`] },
  files: ({ frontend = '', base = '' }, { port, upstream }) => ({
    'haproxy.cfg': `
defaults
  mode http
  timeout client 30s
  timeout server 30s
  timeout connect 5s
  retries 0
frontend api
  bind 127.0.0.1:${port}
  ${frontend}
  use_backend down if { path ${downPath} }
  default_backend api
backend api
  http-request set-path ${base}%[path]
  server api 127.0.0.1:${upstream}
backend down
  server down 127.0.0.1:1
`,
  }),
  start: () => [{ program: 'haproxy', args: ['-db', '-f', 'haproxy.cfg'] }],
  place: (block) => ({ frontend: block, base: withCors }),
  wrong: [
    {
      title: 'response of HAProxy itself without CORS (`http-response`)',
      places: {
        frontend: `${listed}
  ${headers('http-response set-header')}
  http-request return status 204 hdr Access-Control-Allow-Origin %[var(txn.origin)] hdr Access-Control-Allow-Credentials true hdr Access-Control-Allow-Methods "GET, PATCH" hdr Access-Control-Allow-Headers "authorization, content-type, x-tenant" hdr Vary Origin if METH_OPTIONS cors_listed`,
      },
    },
    {
      title: 'origin by its end (`-m end`)',
      places: {
        frontend: `${listed.replace('-m str https://app.example.com https://admin.example.com', '-m end example.com')}
  ${headers('http-after-response set-header')}
  ${preflight}`,
      },
      named: true,
    },
    {
      title: 'header of HAProxy and of the API (`add-header`)',
      places: {
        frontend: `${listed}\n  ${headers('http-after-response add-header')}\n  ${preflight}`,
        base: withCors,
      },
      named: true,
    },
  ],
}
