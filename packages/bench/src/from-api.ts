import { createRequire } from 'node:module'

/** The part of rolldown that the bench calls. */
interface Rolldown {
  build(options: object): Promise<unknown>
}
/** The part of the database driver that fills a table without a million round trips. */
interface Libsql {
  exec(sql: string): void
  close(): void
}

/** The API's bundler and its driver, from where the API has them: the very versions it ships with. */
export const fromApi = createRequire(import.meta.resolve('@repo/api'))

export const { build } = fromApi('rolldown') as Rolldown
export const Database = fromApi('libsql') as new (file: string) => Libsql
