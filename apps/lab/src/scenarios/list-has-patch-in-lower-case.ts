import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Access-Control-Allow-Methods lists patch instead of PATCH',
  prose: 'Methods are case-sensitive. The browser sends PATCH, and the list has patch.',
  wrong: {
    server: verifyServer('express-lower-case-patch'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  failure: 25,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
