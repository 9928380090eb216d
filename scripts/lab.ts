import { portFromEnv } from '@repo/config'
import { existsSync } from 'node:fs'

/** The port and origin of the lab. */
export interface Lab {
  port: number
  origin: string
}

/**
 * Returns the port and origin of the lab; undefined if apps/lab was deleted, and in production, because
 * the servers of the lab are misconfigured on purpose.
 *
 * @throws {CorsConfigError} if LAB_PORT is not a port
 */
export function findLab({ NODE_ENV, LAB_PORT }: NodeJS.ProcessEnv): Lab | undefined {
  if (!existsSync('apps/lab/package.json') || NODE_ENV === 'production') return undefined
  const port = portFromEnv('LAB_PORT', LAB_PORT, 5273, 1)
  return { port, origin: `http://lab.acme.localhost:${port}` }
}
