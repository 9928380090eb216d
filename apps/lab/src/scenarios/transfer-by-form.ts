import { cors } from 'hono/cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { fetches } from './_acts.ts'
import { serveHono } from './_bases.ts'
import { verifySetUp } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightHonoCors as rightCors } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('attacker', 'A stranger’s page sends a transfer as a form would.', {
    method: 'POST',
    path: '/api/transfer',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'amount=1000',
    mode: 'no-cors',
  }),
]

const right = {
  // #region right
  listen: () =>
    serveHono((app) => {
      app.use(cors(rightCors))
      app.post('/api/transfer', (c) => {
        if (!allowedOrigins.includes(c.req.header('origin') ?? ''))
          return c.json({ error: 'origin' }, 403)
        const known = c.req.header('content-type') === 'application/json'
        return known ? c.json({ transferred: true }) : c.json({ error: 'unknown type' }, 415)
      })
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title: 'A stranger’s page makes a transfer with a urlencoded POST, as any form can',
  prose:
    'The API takes urlencoded bodies besides JSON, for old times’ sake. That is what a plain form sends, from any site and without a preflight.',
  wrong: {
    setUp: verifySetUp('hono-csrf-form'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [200] }],
  },
  right: {
    setUp: regions(import.meta.url, ['right'], right.listen, './_right-hono.ts'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
