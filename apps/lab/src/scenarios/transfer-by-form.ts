import { cors } from 'hono/cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveHono } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightHonoCors as rightCors } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('attacker', 'The attacker’s page sends a transfer as a form would.', {
    method: 'POST',
    path: '/api/transfer',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'amount=1000',
    mode: 'no-cors',
  }),
  fetches('app', 'The page sends one as JSON, with a charset.', {
    method: 'POST',
    path: '/api/transfer',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: '{"amount":1000}',
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
        const [type = ''] = (c.req.header('content-type') ?? '').split(';', 1)
        const isJson = type.trim().toLowerCase() === 'application/json'
        return isJson ? c.json({ transferred: true }) : c.json({ error: 'unknown type' }, 415)
      })
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'A urlencoded POST of another site transfers money, as a form can',
  prose:
    'The API accepts urlencoded bodies besides JSON. A plain form sends such a body from any site, without a preflight. A check of Origin rejects it; a check of the type must compare type and subtype only, for application/json; charset=utf-8 is JSON too.',
  wrong: {
    server: verifyServer('hono-csrf-form'),
    steps,
    expected: [blocked(['POST', 200]), readable('OPTIONS', 'POST')],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-hono.ts'),
    steps,
    expected: [blocked(['POST', 403]), readable('OPTIONS', 'POST')],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
