import { after, describe, it } from 'node:test'
import { postgresMissing, startPostgres, type TestPostgres } from './postgres.ts'

/**
 * Defines tests on a PostgreSQL server of their own; they are skipped if PostgreSQL is not installed.
 *
 * @param stops the tests stop the server, which TEST_DATABASE_URL does not allow
 */
export async function onPostgres(
  name: string,
  define: (postgres: TestPostgres) => void,
  { stops = false } = {},
): Promise<void> {
  const missing =
    stops && process.env['TEST_DATABASE_URL']
      ? 'these tests stop the server: unset TEST_DATABASE_URL to run them on a private one'
      : postgresMissing
  if (missing) {
    it(name, { skip: missing })
    return
  }
  const postgres = await startPostgres()
  after(() => postgres.close())
  describe(name, () => define(postgres))
}
