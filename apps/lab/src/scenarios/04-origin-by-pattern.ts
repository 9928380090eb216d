import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

// #region verdicts
const origins = [
  'http://localhost:5273',
  'http://localhost:3000',
  'http://localhost.com',
  'https://myapp.dev',
  'https://myapp.dev.attacker.example',
]

/** Lists which of the origins a check allows: the lab has a page for one of them only. */
function addVerdicts(app: FastifyInstance, allows: (origin: string) => boolean): void {
  app.get('/allowed', (_request, reply) =>
    reply
      .header('Access-Control-Allow-Origin', '*')
      .header('Access-Control-Expose-Headers', 'X-Allowed')
      .header('X-Allowed', origins.filter(allows).join(' '))
      .send(),
  )
}
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: no beginning, no end, no port, and .com is required after localhost.
    serveFastify(async (app) => {
      const pattern = /https?:\/\/(localhost|myapp)\.(com|dev|app)/
      await app.register(cors, { ...rightCors, origin: pattern })
      addVerdicts(app, (origin) => pattern.test(origin))
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      const allowed = ['http://localhost:5273', 'http://localhost:3000', 'https://myapp.dev']
      await app.register(cors, { ...rightCors, origin: allowed })
      addVerdicts(app, (origin) => allowed.includes(origin))
    }),
  // #endregion
}

const steps = [
  fetches('localhost', 'A page on http://localhost:5273 requests the items.', {
    credentials: 'omit',
  }),
  fetches('localhost', 'It requests the list of origins that the check allows.', {
    path: '/allowed',
    credentials: 'omit',
    reads: ['X-Allowed'],
  }),
]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'An origin pattern that blocks localhost and allows other sites',
  prose:
    'The pattern https?://(localhost|myapp)\\.(com|dev|app) requires a dot after localhost: http://localhost:3000 does not match, and http://localhost.com does. @fastify/cors calls RegExp.test, so without ^ and $ the pattern also matches https://myapp.dev.attacker.example. Starlette calls fullmatch, which matches the whole origin, so there only the first two are wrong. A list of origins allows those origins and no other.',
  wrong: {
    server: regions(import.meta.url, ['verdicts', 'wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [
      blocked(['GET', 200]),
      {
        readable: true,
        values: {
          'X-Allowed': 'http://localhost.com https://myapp.dev https://myapp.dev.attacker.example',
        },
      },
    ],
  },
  right: {
    server: regions(import.meta.url, ['verdicts', 'right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [
      readable('GET'),
      {
        readable: true,
        values: { 'X-Allowed': 'http://localhost:5273 http://localhost:3000 https://myapp.dev' },
      },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/origin.ts',
}
