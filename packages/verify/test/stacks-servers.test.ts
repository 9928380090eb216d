import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { defaultOptions, servers, startServer, type StackName } from '../servers/index.ts'
import { verify } from '../src/index.ts'

/** The id of the stack by which each server of this package is recognised. */
const stackIds: Record<Exclude<StackName, 'proxy'>, string> = {
  '@fastify/cors': 'fastify',
  'express cors': 'express',
  'hono/cors': 'hono',
  'node:http': 'node-http',
  'node:http2': 'node-http',
}

/** Servers with a finding that the application fixes. */
const chosen: Record<keyof typeof stackIds, readonly string[]> = {
  '@fastify/cors': [
    'fastify-default-methods',
    'fastify-reflects-any-origin',
    'fastify-null-allowed',
  ],
  'express cors': ['express-reflects-any-origin', 'express-without-credentials'],
  'hono/cors': ['hono-another-origin', 'hono-star-methods', 'hono-without-credentials'],
  'node:http2': [],
  'node:http': ['node-list', 'node-reflects-on-actual-only', 'node-without-cors'],
}

describe('the servers of this package are recognised as what they are', { concurrency: 2 }, () => {
  for (const [name, ids] of Object.entries(chosen))
    for (const id of ids)
      it(`${id} → ${stackIds[name as keyof typeof stackIds]}`, async () => {
        const server = await servers.find((each) => each.id === id)?.load()
        assert.ok(server)
        assert.equal(server.stack, name)
        const { url, resolve, close } = await startServer(server)
        try {
          const options = {
            ...defaultOptions,
            ...server.options,
            resolve,
            browser: 'none' as const,
          }
          const { findings } = await verify(url, options)
          const stacks = new Set(
            findings
              .filter(({ severity }) => severity === 'critical' || severity === 'broken')
              .flatMap(({ fix }) => fix.map(({ stack }) => stack)),
          )
          assert.deepEqual([...stacks], [stackIds[name as keyof typeof stackIds]])
        } finally {
          await close()
        }
      })
})
