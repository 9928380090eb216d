import type { Compilable, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * A query that is compiled once: to compile it costs more than to run it.
 *
 * @param query with any values
 * @returns runs it with other values, which take the places of those in the order of its text
 */
export function compiled<Row>(
  db: Kysely<Tables>,
  query: Compilable<Row>,
): (...parameters: (string | number)[]) => Promise<Row[]> {
  const once = query.compile()
  return async (...parameters) => (await db.executeQuery<Row>({ ...once, parameters })).rows
}
