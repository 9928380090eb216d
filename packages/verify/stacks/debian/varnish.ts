import { findAll } from '../program.ts'
import type { RealStack } from '../types.ts'

const isListed = 'req.http.Origin ~ "^https://(app|admin)\\.example\\.com$"'

/** The lines that set the headers of responses and preflights. */
const headers = `set resp.http.Access-Control-Allow-Origin = req.http.Origin;
    set resp.http.Access-Control-Allow-Credentials = "true";
    set resp.http.Access-Control-Expose-Headers = "x-total-count";
    set resp.http.Access-Control-Allow-Methods = "GET, PATCH";
    set resp.http.Access-Control-Allow-Headers = "authorization, content-type, x-tenant";`

const preflight = `sub vcl_recv {
  if (req.method == "OPTIONS") {
    return (synth(204));
  }
}`

/** Sets the headers of stored responses, instead of those that Varnish sends. */
const stored = `sub vcl_backend_response {
  if (${isListed.replace('req', 'bereq')}) {
    set beresp.http.Access-Control-Allow-Origin = bereq.http.Origin;
    set beresp.http.Access-Control-Allow-Credentials = "true";
    set beresp.http.Access-Control-Expose-Headers = "x-total-count";
  }
}
sub vcl_backend_error {
  if (${isListed.replace('req', 'bereq')}) {
    set beresp.http.Access-Control-Allow-Origin = bereq.http.Origin;
    set beresp.http.Access-Control-Allow-Credentials = "true";
  }
}
sub vcl_synth {
  if (${isListed}) {
    ${headers}
  }
  return (deliver);
}
${preflight}`

/** Varnish in front of an API without CORS. */
export const varnish: RealStack = {
  id: 'varnish',
  find: () => {
    // varnishd compiles its configuration.
    const gcc = findAll({ name: 'GCC', debian: 'gcc', version: ['gcc', ['--version'], /([\d.]+)/] })
    return 'missing' in gcc
      ? gcc
      : findAll({
          name: 'Varnish',
          debian: 'varnish',
          version: ['varnishd', ['-V'], /varnish-([\d.]+)/],
        })
  },
  files: ({ cors = '' }, { upstream }) => ({
    'default.vcl': `
vcl 4.1;
backend api { .host = "127.0.0.1"; .port = "${upstream}"; }
${cors}
`,
  }),
  start: ({ port, folder }) => [
    {
      program: 'varnishd',
      args: ['-F', '-j', 'none', '-n', `${folder}/work`, '-a', `127.0.0.1:${port}`].concat([
        '-T',
        'none',
        '-s',
        'malloc,16m',
        '-f',
        `${folder}/default.vcl`,
      ]),
    },
  ],
  place: (block) => ({ cors: block.includes('beresp') ? `${stored}\n${block}` : block }),
  wrong: [
    { title: 'response stored for one origin, without Vary', places: { cors: stored } },
    { title: 'no CORS layer', places: {} },
    {
      title: 'any origin reflected with credentials',
      places: {
        cors: `sub vcl_deliver {
    ${headers}
}
sub vcl_synth {
    ${headers}
    return (deliver);
}
${preflight}`,
      },
    },
    {
      title: 'response of Varnish itself to preflights without CORS',
      places: {
        cors: `sub vcl_deliver {
  set resp.http.Vary = "Origin";
  if (${isListed}) {
    ${headers}
  }
}
${preflight}`,
      },
    },
  ],
}
