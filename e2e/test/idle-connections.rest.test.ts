import { drainMs } from '@repo/api/graceful-close'
import { corsPolicy, definePolicy } from '@repo/config'
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildApi, type BuiltApi } from '../src/build.ts'
import { HttpsClient } from '../src/https-client.ts'
import { nginxConf, template } from '../../scripts/nginx-conf.ts'
import { nginxMissing, startNginx } from '../src/nginx.ts'
import { startTcpProxy } from '../src/tcp-proxy.ts'
import { prepareReplica } from '../src/replica-process.ts'
import { addressesOf } from '../src/behind-nginx.ts'

const files = ['nginx.conf', 'nginx-same-origin.conf']

describe('idle connections between nginx and a replica that shuts down', () => {
  for (const file of files) {
    it(`${file}: each upstream group closes idle connections sooner than the API does`, () => {
      const groups = [...template(file).matchAll(/upstream (\S+) \{([^}]*)\}/g)]
      const ofReplicas = groups.filter(([, , body]) => body?.includes('localhost:3000'))
      assert.ok(ofReplicas.length > 0, 'there is a group')
      for (const [, name, body = ''] of ofReplicas) {
        // Without the directive, nginx closes them after 60 s.
        const seconds = /^ *keepalive_timeout (\d+)s;$/m.exec(body)?.[1] ?? '60'
        assert.ok(Number(seconds) * 1000 < drainMs, `${name}: ${seconds} s`)
      }
    })
  }
})

describe('a replica of the built API that gets SIGTERM', { skip: nginxMissing }, () => {
  const apiOrigin = 'https://api.acme.dev'
  const webOrigin = 'https://app.acme.dev'
  let built: BuiltApi
  before(async () => {
    built = await buildApi()
  })
  after(() => built.remove())

  for (const [file, allowedOrigin, count] of [
    ['nginx.conf', webOrigin, 1],
    ['nginx.conf with replicas', webOrigin, 3],
    ['nginx-same-origin.conf', apiOrigin, 1],
  ] as const) {
    it(`${file}: nginx closes idle connections before the API does`, async () => {
      const api = await prepareReplica([built.server], {
        API_ORIGIN: apiOrigin,
        WEB_ORIGINS: allowedOrigin,
        DATABASE_FILE: ':memory:',
        COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
      })
      await api.start()
      const proxy = await startTcpProxy(api.port)
      const policy = definePolicy('production', {
        ...corsPolicy,
        apiOrigin,
        allowedOrigins: [allowedOrigin],
      })
      const replicas = Array.from({ length: count }, () => proxy)
      const conf = nginxConf(policy, { api: addressesOf(replicas), web: '127.0.0.1:9' })
      const nginx = await startNginx(conf, ['app.acme.dev', 'api.acme.dev'])
      const clients = [1, 2, 3, 4].map(() => new HttpsClient(apiOrigin, nginx.port))
      try {
        await Promise.all(clients.map((client) => client.request('GET /api/items')))
        assert.deepEqual(proxy.endedBy, [], 'the idle connections stay open')
        assert.equal(await api.stop(), 0)
        assert.ok(proxy.endedBy.length > 0, 'there were idle connections')
        assert.deepEqual(new Set(proxy.endedBy), new Set(['proxy']))
      } finally {
        for (const client of clients) client.close()
        await nginx.close()
        await api.stop()
        await proxy.close()
      }
    })
  }
})
