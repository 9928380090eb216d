import { express } from './express.ts'
import { fastify } from './fastify.ts'
import { hono } from './hono.ts'
import { nginx } from './nginx.ts'
import { nodeHttp } from './node-http.ts'
import { starlette } from './starlette.ts'
import type { Stack } from './types.ts'

/**
 * Every stack. Of several that are possible and none that is certain, the first is shown: those with the
 * clearest marks come first.
 */
export const stacks: readonly Stack[] = [
  fastify,
  express,
  hono,
  starlette,
  nginx,
  // Any server on Node may be this one.
  nodeHttp,
]

/** The stack with an id, in any case. */
export function findStack(id: string): Stack | undefined {
  return stacks.find((stack) => stack.id === id.toLowerCase())
}
