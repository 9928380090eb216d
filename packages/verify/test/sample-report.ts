import type { Finding, Report } from '../src/report.ts'

/** A finding with every field that a finding can have. */
export const methodNotAllowed: Finding = {
  code: 'method-not-allowed',
  severity: 'broken',
  title: 'The CORS-preflight response does not allow PATCH',
  observed:
    'The response carries Access-Control-Allow-Methods: "GET,HEAD,POST", which does not allow PATCH.',
  expected: 'Access-Control-Allow-Methods with PATCH in it',
  impact: 'Pages on https://app.example.com cannot change an item.',
  fix: [
    {
      stack: 'fastify',
      name: '@fastify/cors',
      where: 'app.ts: the first plugin',
      change: "Add `'PATCH'` to `methods`, and leave what is there.",
      block:
        "// app.ts: the first plugin\nawait app.register(cors, {\n  methods: ['GET', 'HEAD', 'POST', 'PATCH'],\n})",
      recognisedBy: 'the header Keep-Alive: timeout=72',
      tried: 'Fastify 5.12.8 and @fastify/cors 11.4.3',
    },
  ],
  reference: 'https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
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

export const disallowedOriginRead: Finding = {
  ...methodNotAllowed,
  code: 'disallowed-origin-reads-credentialed',
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
  ...methodNotAllowed,
  code: 'vary-missing',
  severity: 'weak',
  title: 'Responses differ by Origin without saying so to caches',
}

export const publicRead: Finding = {
  ...methodNotAllowed,
  code: 'public-read',
  severity: 'info',
  title: 'Any origin can read this',
}

/** A report with every field that a report can have. */
export const fullReport: Report = {
  target: 'https://api.example.com/api/items',
  origins: ['https://app.example.com', 'https://admin.example.com'],
  verdict: 'critical',
  findings: [publicRead, methodNotAllowed, varyMissing, disallowedOriginRead],
  skipped: [
    { check: 'csrf POST /api/transfer', reason: 'It would write. Allow it with --allow-writes.' },
    { check: 'slow-origin-check', reason: 'The run was out of time.' },
  ],
  disagreements: [
    {
      request: 'GET https://api.example.com/api/items from https://app.example.com',
      predicted: 'readable',
      observed: 'MissingAllowOriginHeader',
    },
  ],
  browser: 'Chromium 156.0.8078.73',
  reachable: true,
  complete: true,
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

export const incompleteReport: Report = {
  ...okReport,
  verdict: 'incomplete',
  skipped: [{ check: 'event streams', reason: 'The time limit of the run was reached.' }],
  complete: false,
}

export const unreachableReport: Report = {
  ...okReport,
  findings: [
    {
      ...methodNotAllowed,
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
  reachable: false,
}
