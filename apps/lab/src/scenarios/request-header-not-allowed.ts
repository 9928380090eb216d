import { fetches, json } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page adds an item.', {
    method: 'POST',
    headers: json,
    body: '{"title":"Oats"}',
  }),
]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Content-Type is not in Access-Control-Allow-Headers',
  prose:
    'A POST by itself needs no preflight. A JSON body does: application/json is not one of the three types that a form can send. The preflight requests content-type, and the list has another header.',
  wrong: {
    server: verifyServer('express-other-request-header'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'POST'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names',
  failure: 13,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
