import cors from '@fastify/cors'
import { fetches } from './_acts.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const server = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      const origin = ['https://www.example.com', 'https://app.example.com']
      await app.register(cors, { ...rightCors, origin })
    }),
  // #endregion
}
const setUp = regions(import.meta.url, ['server'], server.listen, './_right-fastify.ts')

const refused = { readable: false, serverSaw: [] }
const read = { readable: true, status: 200, serverSaw: ['GET'] }

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page from a public address is stopped before it asks an API on the visitor’s machine',
  prose:
    'Chromium needs the visitor’s permission before a public page asks loopback or the local network, and calls a refusal CORS though no request was sent: no header mends it. All of the lab is on loopback, so this page says of itself, by Content-Security-Policy: treat-as-public-address, that it is public; and a frame of another origin may not even ask you. Deployed pages need a deployed API. A page and an API on one machine need no permission.',
  wrong: {
    setUp,
    acts: [fetches('public', 'A public page asks for the items.', { credentials: 'omit' })],
    // Firefox and WebKit know no such directive, and take the page for one of this machine.
    promised: [{ ...read, only: { chromium: refused } }],
  },
  right: {
    setUp,
    acts: [fetches('app', 'A page that is on this machine asks.', { credentials: 'omit' })],
    promised: [read],
  },
  spec: 'https://wicg.github.io/local-network-access/#integration-fetch',
  failure: 17,
  app: 'packages/config/src/environments.ts',
}
