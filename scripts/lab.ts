import { EnvError } from '@repo/api/env'
import { existsSync } from 'node:fs'

/** Where the lab will be. */
export interface Lab {
  port: number
  origin: string
}

/**
 * The lab, while its folder is there: it can be deleted. It is wrong on purpose, so it is not
 * started in production either.
 *
 * @throws EnvError if LAB_PORT is no port
 */
export function findLab({ NODE_ENV, LAB_PORT }: NodeJS.ProcessEnv): Lab | undefined {
  if (!existsSync('apps/lab/package.json') || NODE_ENV === 'production') return undefined
  const given = LAB_PORT || '5273'
  const port = Number(given)
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535)
    throw new EnvError(`PORT_INVALID  LAB_PORT "${given}": a port is an integer from 1 to 65535.`)
  return { port, origin: `http://lab.acme.localhost:${port}` }
}
