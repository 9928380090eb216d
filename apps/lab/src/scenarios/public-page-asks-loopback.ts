import cors from '@fastify/cors'
import { readable } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { rightFastifyCors as rightCors } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const api = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      const origin = ['https://www.example.com', 'https://app.example.com']
      await app.register(cors, { ...rightCors, origin })
    }),
  // #endregion
}
const server = regions(import.meta.url, ['server'], api.listen, './_right-fastify.ts')

const notSent = { readable: false, serverSaw: [] }
const read = readable('GET')

export const scenario: Scenario = {
  group: 'no-header-named',
  title: 'Local Network Access: a public page calls loopback',
  prose:
    'Chromium needs the user’s permission before a page of a public address calls loopback or the local network. Without it Chromium reports CORS, sends no request, and no CORS header fixes it. The lab is on loopback, so this page declares itself public with Content-Security-Policy: treat-as-public-address; a cross-origin frame cannot ask the user. A page and an API on one machine need no permission.',
  wrong: {
    server,
    steps: [fetches('public', 'A public page requests the items.', { credentials: 'omit' })],
    // Firefox and WebKit ignore the directive, so the page is one of this machine.
    expected: [{ ...read, only: { chromium: notSent } }],
  },
  right: {
    server,
    steps: [fetches('app', 'A page on this machine sends a request.', { credentials: 'omit' })],
    expected: [read],
  },
  spec: 'https://wicg.github.io/local-network-access/#integration-fetch',
  failure: 17,
  app: 'packages/config/src/environments.ts',
}
