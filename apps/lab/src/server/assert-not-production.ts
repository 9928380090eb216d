import { LabError } from './lab-error.ts'

/**
 * Ensures that this is not a production process: the servers of the lab are wrong on purpose.
 *
 * @throws {LabError} if NODE_ENV is `production`
 */
export function assertNotProduction(): void {
  if (process.env['NODE_ENV'] !== 'production') return
  throw new LabError(
    'NODE_ENV_PRODUCTION  NODE_ENV "production": the lab runs servers that are wrong on purpose, so' +
      ' it does not start in production. Start it without NODE_ENV, or deploy without apps/lab.',
  )
}
