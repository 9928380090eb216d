import { demoAccount, seed } from '@repo/api/database/seed'
import { openDatabase } from '@repo/api/database'
import { createUsersRepository } from '@repo/api/database/users'
import { postgresMissing, startPostgres } from '@repo/api/test-postgres'
import { corsPolicy, definePolicy, environments } from '@repo/config'
import { createWebServer } from '@repo/web/server'
import { startForwardProxy, startPageServer } from 'cors-verify/browser'
import type { AddressInfo } from 'node:net'
import { nginxConf } from '../../scripts/nginx-conf.ts'
import { nginxMissing, startNginx } from './nginx.ts'
import { builtWeb } from './production-stack.ts'
import { Recorder } from './recorder.ts'
import { browserReplica, prepareReplica } from './replica-process.ts'
import type { Stack } from './stack.ts'

/** Why this shape cannot run here, with what to do; undefined if it can. */
export const replicasMissing = nginxMissing ?? postgresMissing

/**
 * The production shape as docs/deployment/nginx.conf has it: three processes of the API on one
 * PostgreSQL and the web's server, behind nginx, which ends TLS for the production origins.
 */
export async function startReplicasStack(): Promise<Stack> {
  const { apiOrigin, allowedOrigins } = environments.production
  const [webOrigin] = allowedOrigins
  const postgres = await startPostgres()
  const databaseUrl = await postgres.newDatabase()
  const database = await openDatabase(databaseUrl)
  const users = createUsersRepository(database)
  await seed(database)

  const recorder = new Recorder()
  const variables = { API_ORIGIN: apiOrigin, WEB_ORIGINS: webOrigin, DATABASE_URL: databaseUrl }
  const replicas = await Promise.all(
    ['first', 'second', 'third'].map(() =>
      prepareReplica(browserReplica, variables, (exchange) => recorder.exchanges.push(exchange)),
    ),
  )
  await Promise.all(replicas.map((replica) => replica.start()))
  const web = await createWebServer({ files: builtWeb, webOrigin, apiOrigin })
  await web.listen({ port: 0, host: '127.0.0.1' })
  const webPort = (web.server.address() as AddressInfo).port

  const hosts = [new URL(webOrigin).host, new URL(apiOrigin).host]
  const policy = definePolicy('production', {
    ...corsPolicy,
    ...environments.production,
    dangerouslyAllowPlaceholders: true,
  })
  const upstreams = { api: addressesOf(replicas), web: `127.0.0.1:${webPort}` }
  const nginx = await startNginx(nginxConf(policy, upstreams), hosts)
  const foreign = await startPageServer()
  const [host = ''] = hosts
  const foreignOrigins = [
    ...[`evil.example.net`, `${host}.evil.example.net`, `not-${host}`].map(
      (name) => `https://${name}`,
    ),
    `${webOrigin}:8443`,
  ]
  const webAtForeignOrigin = `https://preview.${host}`
  const proxy = await startForwardProxy({
    servers: {
      [webAtForeignOrigin]: webPort,
      ...Object.fromEntries(foreignOrigins.map((origin) => [origin, foreign.port])),
    },
    // TLS included: what the browser speaks with is nginx.
    resolve: new Map(
      hosts.map((name) => [`${name}:443`, { address: '127.0.0.1', port: nginx.port }]),
    ),
  })

  let accounts = 0
  const newAccount = async () => {
    accounts += 1
    const { name, password } = demoAccount
    // The hash of the demo account serves all: hashing is slow on purpose.
    const passwordHash = (await users.findByName(name))?.passwordHash ?? ''
    await users.create(`${name}-${accounts}`, passwordHash)
    return { name: `${name}-${accounts}`, password }
  }
  return {
    shape: 'replicas',
    webOrigin,
    apiOrigin,
    foreignOrigins,
    webAtForeignOrigin,
    account: await newAccount(),
    newAccount,
    newSession: async () => cookiesOf(replicas[0]?.port ?? 0, await newAccount()),
    recorder,
    replicas,
    proxy: { server: proxy.url },
    ignoreHTTPSErrors: true,
    resolve: { [`${new URL(apiOrigin).host}:443`]: `127.0.0.1:${nginx.port}` },
    async close() {
      proxy.close()
      foreign.close()
      await nginx.close()
      web.server.closeAllConnections()
      await web.close()
      await Promise.all(replicas.map((replica) => replica.stop()))
      await database.close()
      await postgres.close()
    },
  }
}

/** Where nginx reaches these replicas. */
export function addressesOf(replicas: readonly { port: number }[]): string[] {
  return replicas.map(({ port }) => `127.0.0.1:${port}`)
}

async function cookiesOf(port: number, account: object): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  const pairs = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '')
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
}
