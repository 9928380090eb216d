import { partsOf } from '../parts.ts'
import { findAll } from '../program.ts'
import { withCors } from '../upstream.ts'
import type { RealStack } from '../types.ts'

const listed = `add_header Access-Control-Allow-Origin $cors_origin always;
    add_header Vary Origin always;`

const map = `map $http_origin $cors_origin {
    "https://app.example.com" $http_origin;
    "https://admin.example.com" $http_origin;
  }`

const levels = { http: '# in http {}', server: '# in server {}' }

/** nginx in front of an API without CORS. */
export const nginx: RealStack = {
  id: 'nginx',
  find: () =>
    findAll({ name: 'nginx', debian: 'nginx', version: ['nginx', ['-v'], /nginx\/([\d.]+)/] }),
  files: ({ http = '', server = '', location = '', base = '' }, { port, upstream, folder }) => ({
    'nginx.conf': `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  ${http}
  server {
    listen 127.0.0.1:${port};
    ${server}
    location / {
      ${location}
      proxy_pass http://127.0.0.1:${upstream}${base && `${base}/`};
    }
  }
}
`,
  }),
  place: (block) =>
    block.includes('proxy_hide_header')
      ? {
          ...partsOf(block, { location: '# in the location with proxy_pass', ...levels }),
          base: withCors,
        }
      : partsOf(block, levels),
  start: ({ folder }) => [
    { program: 'nginx', args: ['-p', folder, '-c', `${folder}/nginx.conf`, '-e', 'stderr'] },
  ],
  wrong: [
    { title: 'no CORS layer', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: {
        server: `add_header Access-Control-Allow-Origin $http_origin always;
    add_header Access-Control-Allow-Credentials true always;
    add_header Access-Control-Allow-Methods "GET, PATCH" always;
    add_header Access-Control-Allow-Headers "content-type, x-tenant" always;
    if ($request_method = OPTIONS) { return 204; }`,
      },
    },
    {
      title: 'preflight passed on to the API',
      places: {
        http: map,
        server: `${listed}
    add_header Access-Control-Allow-Credentials true always;
    add_header Access-Control-Expose-Headers x-total-count always;`,
      },
    },
    {
      title: 'error response without CORS (no `always`)',
      places: {
        http: map,
        server: `add_header Access-Control-Allow-Origin $cors_origin;
    add_header Access-Control-Allow-Credentials true;
    add_header Access-Control-Expose-Headers x-total-count;
    add_header Access-Control-Allow-Methods "GET, PATCH";
    add_header Access-Control-Allow-Headers "content-type, x-tenant";
    add_header Vary Origin always;
    if ($request_method = OPTIONS) { return 204; }`,
      },
    },
    {
      title: 'header of nginx and of the API',
      places: {
        base: withCors,
        http: map,
        server: `${listed}
    add_header Access-Control-Allow-Credentials true always;
    add_header Access-Control-Expose-Headers x-total-count always;
    add_header Access-Control-Allow-Methods "GET, PATCH" always;
    add_header Access-Control-Allow-Headers "content-type, x-tenant" always;
    if ($request_method = OPTIONS) { return 204; }`,
      },
    },
  ],
}
