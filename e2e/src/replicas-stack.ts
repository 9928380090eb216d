import { openDatabase } from '@repo/api/database'
import { seed } from '@repo/api/database/seed'
import { startForwardProxy } from 'cors-verify/browser'
import { accountsIn, newSession } from './api.ts'
import { startBehindNginx } from './behind-nginx.ts'
import { productionPolicy, startProductionWeb } from './production-stack.ts'
import { Recorder } from './recorder.ts'
import { browserReplica } from './replica-process.ts'
import type { Stack } from './stack.ts'

/**
 * Starts the production environment with three replicas of the API on one PostgreSQL, and the web
 * server, behind nginx. nginx terminates TLS for the production origins.
 */
export async function startReplicasStack(): Promise<Stack> {
  const { webPort, servers, close, ...origins } = await startProductionWeb()
  const recorder = new Recorder()
  const site = await startBehindNginx({
    policy: productionPolicy,
    args: browserReplica,
    web: `127.0.0.1:${webPort}`,
    onExchange: (exchange) => recorder.exchanges.push(exchange),
  })
  const database = await openDatabase(site.databaseUrl)
  await seed(database)
  const newAccount = accountsIn(database)

  // The proxy forwards TLS as it is: nginx terminates it.
  const { nginx, replicas } = site
  const authorities = [origins.webOrigin, origins.apiOrigin].map(
    (origin) => `${new URL(origin).host}:443`,
  )
  const address = { address: '127.0.0.1', port: nginx.port }
  const proxy = await startForwardProxy({
    servers,
    resolve: new Map(authorities.map((authority) => [authority, address])),
  })
  return {
    environment: 'replicas',
    ...origins,
    account: await newAccount(),
    newAccount,
    newSession: async () => newSession(replicas[0]?.port ?? 0, await newAccount()),
    recorder,
    replicas,
    proxy: { server: proxy.url },
    ignoreHTTPSErrors: true,
    resolve: { [authorities[1] ?? '']: `127.0.0.1:${nginx.port}` },
    async close() {
      proxy.close()
      await database.close()
      await site.close()
      await close()
    },
  }
}
