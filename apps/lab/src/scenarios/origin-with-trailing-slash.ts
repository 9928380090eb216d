import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'Trailing slash in the allowed origin',
  prose:
    'Origins are compared byte for byte, and browsers send no slash at the end. The address bar shows one, and it is copied along. The entry matches no origin.',
  wrong: {
    server: verifyServer('express-trailing-slash'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  failure: 5,
  app: 'packages/config/src/check-origin.ts',
}
