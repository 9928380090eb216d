import cors from '@fastify/cors'
import { blocked, readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const wrong = {
  // #region wrong
  listen: () => {
    let isMoved = true
    // WRONG ON PURPOSE: browsers follow the redirect for a year without a request to the API.
    return serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/old-items', (_request, reply) => {
        if (!isMoved) return reply.send([{ id: 1, title: 'Milk' }])
        // The next deployment takes the redirect back.
        isMoved = false
        reply.header('Cache-Control', 'max-age=31536000')
        return reply.redirect('https://api.example.org/api/items', 301)
      })
    })
  },
  // #endregion
}

const right = {
  // #region right
  listen: () => {
    let isMoved = true
    return serveFastify(async (app) => {
      await app.register(cors, rightCors)
      app.get('/api/old-items', (_request, reply) => {
        if (!isMoved) return reply.send([{ id: 1, title: 'Milk' }])
        // The next deployment takes the redirect back.
        isMoved = false
        return reply.redirect('https://api.example.org/api/items', 302)
      })
    })
  },
  // #endregion
}

const action = { path: '/api/old-items', credentials: 'omit' } as const
const steps = [
  fetches('app', 'The page requests the items, which are redirected to another host.', action),
  fetches('app', 'The redirect is gone, and the page requests them again.', action),
]
const redirected = { readable: false, serverSaw: ['GET', 'GET'] }

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'A removed redirect still fails: the browser cached the 301',
  prose:
    'The redirect to another host fails the CORS check, and removing it from the server does not help: the browser may cache it for a year, and follows it without a request to the API. Chromium caches a 301 without Cache-Control too. A 302 without Cache-Control is not cached. For users who have the 301, the page must use another URL.',
  wrong: {
    server: regions(import.meta.url, ['wrong'], wrong.listen, './_right-fastify.ts'),
    steps,
    expected: [
      { ...redirected, serverResponded: [301, 200] },
      // The only request goes to the target of the cached redirect.
      blocked(['GET', 200]),
    ],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-fastify.ts'),
    steps,
    expected: [{ ...redirected, serverResponded: [302, 200] }, readable('GET')],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.2',
  failure: 11,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
