import { LabError } from './lab-error.ts'

/**
 * Refuses to serve servers that are wrong on purpose where somebody may rely on them.
 *
 * @throws {LabError} with `NODE_ENV=production`
 */
export function refuseProduction(): void {
  if (process.env['NODE_ENV'] !== 'production') return
  throw new LabError(
    'NODE_ENV_PRODUCTION  NODE_ENV "production": the lab runs servers that are wrong on purpose, and' +
      ' belongs on no production machine. Start it without NODE_ENV, or deploy without apps/lab.',
  )
}
