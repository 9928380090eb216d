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

/** Records the statements that SQLite runs: their verb and the first table. */
export function recordStatements() {
  const Database = fromApi('libsql') as new (file: string) => { prepare(sql: string): object }
  const prototype = Object.getPrototypeOf(new Database(':memory:')) as Record<string, Method>
  const statement = Object.getPrototypeOf(new Database(':memory:').prepare('select 1')) as Record<
    string,
    Method
  >
  let recorded: string[] = []
  const { prepare } = prototype
  const texts = new WeakMap<object, string>()
  prototype['prepare'] = function (this: unknown, sql: unknown) {
    const prepared = prepare?.call(this, sql) as object
    texts.set(prepared, String(sql))
    return prepared
  }
  const originals = ['run', 'get', 'all'].map((name) => [name, statement[name]] as const)
  for (const [name, original] of originals) {
    statement[name] = function (this: object, ...all: unknown[]) {
      recorded.push(summaryOf(texts.get(this) ?? ''))
      return original?.apply(this, all)
    }
  }
  return {
    all: () => [...recorded],
    clear() {
      recorded = []
    },
    stop() {
      Object.assign(prototype, { prepare })
      Object.assign(statement, Object.fromEntries(originals))
    },
  }
}

function summaryOf(sql: string): string {
  const [, table] = /\b(?:from|into|update) "(\w+)"/.exec(sql) ?? []
  return table ? `${sql.split(' ', 1)[0]} ${table}` : sql
}
