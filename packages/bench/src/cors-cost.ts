import { startCounted } from './callgrind.ts'
import type { ServerName } from './build.ts'
import type { Request } from './client.ts'
import { origin } from './origins.ts'
import type { Changes } from './preload.ts'

/** Limits of the costs of CORS, in instructions and ratios. The other measurements have no limit. */
export const limits = { layer: 9400, growth: 1.02, preflight: 1.05 }

/** The cost of the CORS layer of the API. */
export interface LayerCost {
  /** Instructions of a GET from an allowed origin, less those of the API without its CORS plugin. */
  allowed: number
  /** The same, from a disallowed origin. */
  disallowed: number
  /** The ratio of a GET with 10,000 allowed origins to one with 3; the request's origin is the last. */
  growth: { allowed: number; disallowed: number }
}

/** Counts the instructions that the CORS layer of the API adds to a GET, without a socket. */
export async function measureLayer(): Promise<LayerCost> {
  const [without, few, many] = await Promise.all([
    countGet({ withoutCors: true }),
    countGet({}),
    countGet({ origins: 10_000 }),
  ])
  return {
    allowed: few.allowed - without.allowed,
    disallowed: few.disallowed - without.disallowed,
    growth: {
      allowed: many.allowed / few.allowed,
      disallowed: many.disallowed / few.disallowed,
    },
  }
}

async function countGet(changes: Changes) {
  const server = await startCounted('this-app', { databaseFile: ':memory:', changes })
  const get = (from: string) => ({ method: 'GET', url: '/healthz', headers: { origin: from } })
  const allowed = await server.perStub(get(origin))
  const disallowed = await server.perStub(get('https://evil.example'))
  await server.stop()
  return { allowed, disallowed }
}

/** The CORS-preflight request that Chromium sends before a PATCH. */
export const preflight: Request = {
  method: 'OPTIONS',
  path: '/api/items/1',
  headers: {
    origin,
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'content-type,if-match',
  },
}

/** Counts a preflight of the API and of an app that has @fastify/cors alone, over a socket. */
export async function measurePreflight() {
  const count = async (name: ServerName) => {
    const server = await startCounted(name, { databaseFile: ':memory:' })
    const instructions = await server.perRequest(preflight)
    await server.stop()
    return instructions
  }
  const [api, corsOnly] = await Promise.all([count('this-app'), count('cors-only')])
  return { api, corsOnly, ratio: api / corsOnly }
}
