import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The proxy responds to preflights with Allow-Origin: * and Allow-Credentials: true',
  prose:
    'The API would name the origin, and the proxy responds in its place with * and Allow-Credentials: true. For a request with credentials * fails the CORS check, on a preflight as on the actual response.',
  wrong: {
    server: verifyServer('proxy-responds-to-options-with-star'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 3,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
