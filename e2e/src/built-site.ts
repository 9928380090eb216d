import { corsPolicy, definePolicy, type Policy } from '@repo/config'
import { startBehindNginx, type BehindNginx } from './behind-nginx.ts'
import { buildApi } from './build.ts'
import { HttpsClient } from './https-client.ts'
import type { Account } from './stack.ts'

/** Three processes of the built API on one PostgreSQL, behind nginx. */
export interface BuiltSite extends Pick<BehindNginx, 'replicas' | 'nginx' | 'close'> {
  webOrigin: string
  apiOrigin: string
  policy: Policy
  newAccount: () => Promise<Account>
  /** Returns a client that calls the API through nginx, over a connection of its own. */
  client: () => HttpsClient
}

/**
 * Production origins of these tests. The built API rejects the placeholders of environments.ts, and
 * no variable disables that rule.
 */
const webOrigin = 'https://app.acme.dev'
const apiOrigin = 'https://api.acme.dev'
const allowedOrigins = [webOrigin, 'https://*.preview.acme.dev']

/** Builds the API and starts it behind nginx. */
export async function openBuiltSite(): Promise<BuiltSite> {
  const api = await buildApi()
  const policy = definePolicy('production', { ...corsPolicy, apiOrigin, allowedOrigins })
  const variables = {
    COOKIE_SECRETS: 'a-key-for-tests-with-more-than-32-characters',
    TRUST_PROXY: 'loopback',
  }
  // No test requests the web here.
  const web = '127.0.0.1:9'
  const site = await startBehindNginx({ policy, args: [api.server], variables, web })
  const { nginx, replicas, databaseUrl } = site

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
      const added = { ...variables, API_ORIGIN: apiOrigin, WEB_ORIGINS: webOrigin }
      return { name, password: await api.addUser(name, { ...added, DATABASE_URL: databaseUrl }) }
    },
    client() {
      const client = new HttpsClient(apiOrigin, nginx.port)
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await site.close()
      await api.remove()
    },
  }
}
