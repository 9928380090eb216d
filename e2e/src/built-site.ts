import { startPostgres } from '@repo/api/test-postgres'
import { corsPolicy, definePolicy, type Policy } from '@repo/config'
import { buildApi } from './built-api.ts'
import { HttpsClient } from './https-client.ts'
import { nginxConf } from '../../scripts/nginx-conf.ts'
import { startNginx, type RunningNginx } from './nginx.ts'
import { prepareReplica, type Replica } from './replica-process.ts'
import { addressesOf } from './replicas-stack.ts'
import type { Account } from './stack.ts'

/** Three processes of the built API on one PostgreSQL, behind nginx. */
export interface BuiltSite {
  webOrigin: string
  apiOrigin: string
  policy: Policy
  replicas: Replica[]
  nginx: RunningNginx
  newAccount: () => Promise<Account>
  /** Somebody who asks the API through nginx, over a connection of their own. */
  client: () => HttpsClient
  close: () => Promise<void>
}

/** Origins of nobody here: the built API refuses placeholders, and no variable talks it out of it. */
const webOrigin = 'https://app.acme.dev'
const apiOrigin = 'https://api.acme.dev'
const allowedOrigins = [webOrigin, 'https://*.preview.acme.dev']

export async function openBuiltSite(): Promise<BuiltSite> {
  const postgres = await startPostgres()
  const api = await buildApi()
  const policy = definePolicy('production', { ...corsPolicy, apiOrigin, allowedOrigins })
  const variables = {
    API_ORIGIN: apiOrigin,
    WEB_ORIGINS: allowedOrigins.join(','),
    DATABASE_URL: await postgres.newDatabase(),
    COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
    TRUST_PROXY: 'loopback',
  }
  const replicas = await Promise.all(
    ['first', 'second', 'third'].map(() => prepareReplica([api.server], variables)),
  )
  await Promise.all(replicas.map((replica) => replica.start()))
  const hosts = [webOrigin, apiOrigin].map((origin) => new URL(origin).host)
  // No test requests the web here.
  const upstreams = { api: addressesOf(replicas), web: '127.0.0.1:9' }
  const nginx = await startNginx(nginxConf(policy, upstreams), hosts)

  let accounts = 0
  const clients: HttpsClient[] = []
  return {
    webOrigin,
    apiOrigin,
    policy,
    replicas,
    nginx,
    async newAccount() {
      const name = `user-${(accounts += 1)}`
      return { name, password: await api.addUser(name, variables) }
    },
    client() {
      const client = new HttpsClient(apiOrigin, nginx.port)
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await nginx.close()
      await Promise.all(replicas.map((replica) => replica.stop()))
      await postgres.close()
      await api.remove()
    },
  }
}
