import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'Semicolons in Access-Control-Allow-Methods',
  prose:
    'The list is separated by commas. One member that is not a token makes every preflight fail.',
  wrong: {
    server: verifyServer('node-methods-with-semicolons'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'] }],
  },
  right: {
    server: rightNode,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
  failure: 4,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
