import { createRequire } from 'node:module'

/** What the bundler is asked for. */
interface Rolldown {
  build(options: object): Promise<unknown>
}
/** What is needed of the database driver, to fill a table without a million round trips. */
interface Libsql {
  exec(sql: string): void
  close(): void
}

/** The API's bundler and its driver, from where the API has them: the very versions it ships with. */
export const fromApi = createRequire(import.meta.resolve('@repo/api'))

export const { build } = fromApi('rolldown') as Rolldown
export const Database = fromApi('libsql') as new (file: string) => Libsql
