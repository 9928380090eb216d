import { demoAccount, seed } from '@repo/api/database/seed'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { startForwardProxy } from 'cors-verify/browser'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildWeb } from './build.ts'
import { nginxConf } from '../../scripts/nginx-conf.ts'
import { startNginx } from './nginx.ts'
import { addressesOf } from './behind-nginx.ts'
import { Recorder } from './recorder.ts'
import { browserReplica, prepareReplica } from './replica-process.ts'

/** Starts page and API at one origin, behind docs/deployment/nginx-same-origin.conf. */
export async function startSameOriginStack() {
  const origin = 'https://items.example.com'
  const { host } = new URL(origin)
  const folder = await mkdtemp(join(tmpdir(), 'same-origin-'))
  const databaseFile = join(folder, 'items.db')
  const database = await openDatabase(databaseFile)
  await seed(database)
  await database.close()

  const recorder = new Recorder()
  const variables = { API_ORIGIN: origin, WEB_ORIGINS: origin, DATABASE_URL: databaseFile }
  const api = await prepareReplica(browserReplica, variables, (exchange) =>
    recorder.exchanges.push(exchange),
  )
  const files = join(folder, 'public')
  await Promise.all([api.start(), buildWeb(files, origin)])
  const policy = definePolicy('production', {
    ...corsPolicy,
    apiOrigin: origin,
    allowedOrigins: [origin],
    dangerouslyAllowPlaceholders: true,
  })
  const conf = nginxConf(policy, { api: addressesOf([api]), web: '' })
  const nginx = await startNginx(conf, [host], { 'root /srv/items;': `root ${files};` })
  const proxy = await startForwardProxy({
    resolve: new Map([[`${host}:443`, { address: '127.0.0.1', port: nginx.port }]]),
  })
  return {
    origin,
    files,
    account: demoAccount,
    recorder,
    proxy: { server: proxy.url },
    async close() {
      proxy.close()
      await nginx.close()
      await api.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
