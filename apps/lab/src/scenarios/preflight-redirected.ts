import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails: it is redirected to a path with a slash',
  prose:
    'A redirect makes a preflight fail, wherever it leads: to a slash at the end, to https, to a sign-in page. Request the final URL, and redirect no API path.',
  wrong: {
    server: verifyServer('proxy-redirects-options'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [301] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 11,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
