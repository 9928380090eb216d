import { EnvError, loadEnvFile, readEnv } from '@repo/api/env'
import { nginxConf } from '@repo/e2e/nginx-conf'
import { readFileSync } from 'node:fs'

/** Prints docs/deployment/nginx.conf for the production origins: `WEB_ORIGINS` and `API_ORIGIN`. */
try {
  loadEnvFile()
  const { API_ORIGIN, WEB_ORIGINS } = process.env
  const { policy } = readEnv({
    NODE_ENV: 'production',
    API_ORIGIN,
    WEB_ORIGINS,
    COOKIE_SECRETS: 'signs nothing: only the origins are read here',
  })
  const template = new URL('../docs/deployment/nginx.conf', import.meta.url)
  process.stdout.write(nginxConf(readFileSync(template, 'utf8'), policy))
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
