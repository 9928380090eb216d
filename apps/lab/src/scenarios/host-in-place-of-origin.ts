import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightHono } from './_right-hono.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Allow-Origin has a host without its scheme',
  prose:
    'Origin is https://app.example.com, and the server sends app.example.com. The browser compares them byte for byte, and they differ.',
  wrong: {
    server: verifyServer('hono-without-scheme'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightHono,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 5,
  app: 'packages/config/src/check-origin.ts',
}
