import type { FastifyInstance } from 'fastify'
import Libsql from 'libsql'
import { subscribe } from 'node:diagnostics_channel'

type Method = (...all: unknown[]) => unknown

/** Counts the calls of every hook of every app that is built from now on, by the hook's name. */
export function countHooks() {
  let calls: Record<string, number> = {}
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance }
    const addHook = fastify.addHook as Method
    const counting = function (this: FastifyInstance, name: string, hook: Method) {
      const counted = function (this: unknown, ...all: unknown[]) {
        calls[name] = (calls[name] ?? 0) + 1
        return hook.apply(this, all)
      }
      // Fastify uses the length to see whether a hook has a callback.
      Object.defineProperty(counted, 'length', { value: hook.length })
      return addHook.call(this, name, counted)
    }
    Object.assign(fastify, { addHook: counting })
  })
  return {
    calls: () => ({ ...calls }),
    clear() {
      calls = {}
    },
  }
}

/** Records the SQL of the statements that SQLite prepares. */
export function recordStatements() {
  const database = new Libsql(':memory:')
  const prototype = Object.getPrototypeOf(database) as { prepare: Method }
  const { prepare } = prototype
  let recorded: string[] = []
  prototype.prepare = function (this: unknown, sql: unknown) {
    recorded.push(String(sql))
    return prepare.call(this, sql)
  }
  return {
    all: () => [...recorded],
    clear() {
      recorded = []
    },
    stop() {
      prototype.prepare = prepare
      database.close()
    },
  }
}
