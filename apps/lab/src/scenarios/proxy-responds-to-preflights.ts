import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails: the proxy responds to it without CORS headers',
  prose:
    'The proxy responds to OPTIONS itself and the API never gets the preflight. A 204 without CORS headers fails the preflight as a 403 does.',
  wrong: {
    server: verifyServer('proxy-responds-to-options'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [204] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 12,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
