import { postgresMissing, startPostgres } from '@repo/api/test-postgres'
import type { Policy } from '@repo/config'
import { nginxConf } from '../../scripts/nginx-conf.ts'
import { nginxMissing, startNginx, type RunningNginx } from './nginx.ts'
import type { Exchange } from './recorder.ts'
import { prepareReplica, type Replica } from './replica-process.ts'

/** The reason why replicas cannot run on this machine, with the fix; undefined if they can. */
export const replicasMissing = nginxMissing ?? postgresMissing

/** Three processes of the API on one PostgreSQL, behind nginx. */
export interface BehindNginx {
  databaseUrl: string
  replicas: Replica[]
  nginx: RunningNginx
  close: () => Promise<void>
}

/**
 * Starts replicas, and nginx for the origins of a policy.
 *
 * @param args the arguments of Node that start one replica
 * @param web the address of the web server for nginx: `127.0.0.1:8080`
 */
export async function startBehindNginx({
  policy,
  args,
  variables = {},
  web,
  onExchange,
}: {
  policy: Policy
  args: readonly string[]
  variables?: Record<string, string>
  web: string
  onExchange?: (exchange: Exchange) => void
}): Promise<BehindNginx> {
  const postgres = await startPostgres()
  const databaseUrl = await postgres.newDatabase()
  const all = {
    API_ORIGIN: policy.apiOrigin,
    WEB_ORIGINS: policy.allowedOrigins.join(','),
    DATABASE_URL: databaseUrl,
    ...variables,
  }
  const replicas = await Promise.all(
    ['first', 'second', 'third'].map(() => prepareReplica(args, all, onExchange)),
  )
  await Promise.all(replicas.map((replica) => replica.start()))
  const [webOrigin = ''] = policy.allowedOrigins
  const hosts = [webOrigin, policy.apiOrigin].map((origin) => new URL(origin).hostname)
  const nginx = await startNginx(nginxConf(policy, { api: addressesOf(replicas), web }), hosts)
  return {
    databaseUrl,
    replicas,
    nginx,
    async close() {
      await nginx.close()
      await Promise.all(replicas.map((replica) => replica.stop()))
      await postgres.close()
    },
  }
}

/** Returns the addresses of servers for nginx: `127.0.0.1:3000`. */
export function addressesOf(servers: readonly { port: number }[]): string[] {
  return servers.map(({ port }) => `127.0.0.1:${port}`)
}
