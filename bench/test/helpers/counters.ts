import type { FastifyInstance } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'
import { fromApi } from '../../src/from-api.ts'

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
      // Fastify reads from it whether a hook calls back.
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

/** Counts the statements that the embedded database runs. */
export function countStatements() {
  const Database = fromApi('libsql') as new (file: string) => { prepare(sql: string): object }
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Record<
    string,
    Method
  >
  let count = 0
  // `all` is made of `iterate`.
  const originals = ['run', 'get', 'iterate'].map((name) => [name, statement[name]] as const)
  for (const [name, original] of originals) {
    statement[name] = function (this: unknown, ...all: unknown[]) {
      count += 1
      return original?.apply(this, all)
    }
  }
  return {
    count: () => count,
    clear() {
      count = 0
    },
    stop: () => Object.assign(statement, Object.fromEntries(originals)),
  }
}
