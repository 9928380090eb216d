import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title:
    'The preflight fails: another handler responds to OPTIONS with 200 before the CORS middleware',
  prose:
    'A handler in front of the CORS middleware responds to every OPTIONS with an empty 200. The status passes, and the headers that the browser checks are missing.',
  wrong: {
    server: verifyServer('express-options-before-cors'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [200] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 10,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
