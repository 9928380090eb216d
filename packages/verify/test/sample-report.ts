import type { Finding, Report } from '../src/report.ts'

/** A finding with everything a finding can have. */
export const methodRefused: Finding = {
  code: 'method-refused',
  severity: 'broken',
  title: 'The CORS-preflight response does not allow PATCH',
  seen: 'The answer carries Access-Control-Allow-Methods: "GET,HEAD,POST", which does not allow PATCH.',
  needed: 'Access-Control-Allow-Methods with PATCH in it',
  affects: 'Pages on https://app.example.com cannot change an item.',
  fix: {
    fastify: "methods: ['GET', 'HEAD', 'POST', 'PATCH']",
    express: "methods: ['GET', 'HEAD', 'POST', 'PATCH']",
    starlette: 'allow_methods=["GET", "HEAD", "POST", "PATCH"]',
    nginx: 'add_header Access-Control-Allow-Methods "GET, HEAD, POST, PATCH" always;',
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
  evidence: [
    {
      by: 'http',
      request: {
        method: 'OPTIONS',
        url: 'https://api.example.com/api/items',
        headers: [
          ['Accept', '*/*'],
          ['Origin', 'https://app.example.com'],
          ['Access-Control-Request-Method', 'PATCH'],
        ],
      },
      response: {
        status: 204,
        headers: [
          ['Date', 'Sun, 22 Nov 2026 20:00:00 GMT'],
          ['Access-Control-Allow-Methods', 'GET,HEAD,POST'],
          ['Vary', 'Origin'],
        ],
      },
    },
    {
      by: 'chromium',
      request: { method: 'PATCH', url: 'https://api.example.com/api/items', headers: [] },
      remark: 'MethodDisallowedByPreflightResponse(PATCH)',
    },
  ],
}

export const foreignRead: Finding = {
  ...methodRefused,
  code: 'foreign-origin-reads-credentialed',
  severity: 'critical',
  title: 'Any page can read what your users can',
  evidence: [
    {
      by: 'http',
      request: {
        method: 'GET',
        url: 'https://api.example.com/api/items',
        headers: [
          ['Origin', 'https://evil.example'],
          ['Cookie', 'session=top-secret'],
        ],
      },
      response: {
        status: 200,
        headers: [
          ['Access-Control-Allow-Origin', 'https://evil.example'],
          ['Access-Control-Allow-Credentials', 'true'],
          ['Set-Cookie', 'session=fresh-secret; HttpOnly'],
        ],
      },
    },
  ],
}

export const varyMissing: Finding = {
  ...methodRefused,
  code: 'vary-missing',
  severity: 'weak',
  title: 'Answers differ by Origin without saying so to caches',
}

export const publicRead: Finding = {
  ...methodRefused,
  code: 'public-read',
  severity: 'note',
  title: 'Everybody may read this',
}

/** A run in which everything that can be in a report is. */
export const fullReport: Report = {
  target: 'https://api.example.com/api/items',
  origins: ['https://app.example.com', 'https://admin.example.com'],
  verdict: 'critical',
  findings: [publicRead, methodRefused, varyMissing, foreignRead],
  skipped: [
    { check: 'csrf POST /api/transfer', reason: 'It would write. Allow it with --allow-writes.' },
    { check: 'slow-origin-check', reason: 'The run was out of time.' },
  ],
  disagreements: [
    {
      request: 'GET https://api.example.com/api/items from https://app.example.com',
      arithmetic: 'readable',
      browser: 'MissingAllowOriginHeader',
    },
  ],
  browser: 'Chromium 156.0.8078.73',
  reached: true,
  finished: true,
  requests: 47,
  durationMs: 1234.5,
}

export const okReport: Report = {
  ...fullReport,
  origins: ['https://app.example.com'],
  verdict: 'ok',
  findings: [],
  skipped: [],
  disagreements: [],
  browser: null,
}

export const unfinishedReport: Report = {
  ...okReport,
  skipped: [{ check: 'event streams', reason: 'The time for the whole run was up.' }],
  finished: false,
}

export const unreachedReport: Report = {
  ...okReport,
  findings: [
    {
      ...methodRefused,
      code: 'not-cors',
      title: 'The server refuses connections',
      evidence: [
        {
          by: 'http',
          request: { method: 'GET', url: 'https://api.example.com/api/items', headers: [] },
          remark: 'connect ECONNREFUSED',
        },
      ],
    },
  ],
  verdict: 'broken',
  reached: false,
}
