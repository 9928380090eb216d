import type { FastifyInstance, FastifyPluginCallback } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'
import './_in-process.ts'

/** The whole API without its CORS plugin: what the plugin costs is the difference. */
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  const register = fastify.register.bind(fastify) as (...all: unknown[]) => unknown
  const skipping = (plugin: FastifyPluginCallback, ...rest: unknown[]) =>
    plugin.name === 'cors' ? fastify : register(plugin, ...rest)
  Object.assign(fastify, { register: skipping })
})
await import('./ours.ts')
