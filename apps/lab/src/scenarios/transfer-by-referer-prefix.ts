import { allowedOrigins } from 'cors-verify/servers/api'
import { blocked } from './_expected.ts'
import { fetches } from './_steps.ts'
import { serveNodeHttp } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightNodeCors as rightCors } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('prefix-look-alike', 'https://app.example.com.attacker.example sends a POST.', {
    method: 'POST',
    path: '/api/transfer',
    mode: 'no-cors',
  }),
]

const right = {
  // #region right
  listen: () =>
    serveNodeHttp(rightCors, ({ url, headers }, response) => {
      if (url !== '/api/transfer') return false
      const ours = allowedOrigins.includes(headers.origin ?? '')
      response.writeHead(ours ? 200 : 403, { Vary: 'Origin' }).end()
      return true
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'CSRF past a Referer check with startsWith',
  prose:
    'The guard checks that Referer starts with https://app.example.com, without the slash after it. The look-alike’s Referer does too.',
  wrong: {
    server: verifyServer('node-csrf-referer-prefix'),
    steps,
    expected: [blocked(['POST', 200])],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-node.ts'),
    steps,
    expected: [blocked(['POST', 403])],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/cors/origin-guard.ts',
}
