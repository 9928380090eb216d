import {
  collectIssues,
  environments,
  firstWebOrigin,
  listFromEnv,
  policyFromEnv,
  portFromEnv,
} from '@repo/config'

/** The configuration of the web server. */
export interface WebEnv {
  /** The origin at which browsers reach the page. */
  webOrigin: string
  /** The origin of the API that the built page calls. */
  apiOrigin: string
  host: string
  port: number
}

/** Thrown with every problem of the environment at once. */
export class WebEnvError extends Error {
  override readonly name = 'WebEnvError'
}

/**
 * Reads the environment of the production server, by the same rules as the API. An empty variable
 * counts as unset.
 *
 * | variable | meaning | default |
 * |---|---|---|
 * | `WEB_ORIGINS` | the allowed origins of the API; the first exact http or https origin is this server's | `environments.ts` |
 * | `API_ORIGIN` | the origin of the API; must equal the built-in one | the built-in one |
 * | `HOST`, `PORT` | address to listen on | `localhost`, 8080 |
 *
 * @param builtIn the origin of the API in the built files: `VITE_API_ORIGIN`, or `environments.ts`
 * @throws {WebEnvError} with all problems
 */
export function readWebEnv(builtIn: string, variables: NodeJS.ProcessEnv): WebEnv {
  const { API_ORIGIN, WEB_ORIGINS, HOST, PORT } = variables
  const { apiOrigin, allowedOrigins } = environments.production
  const problems: string[] = []

  const fromVite = builtIn === apiOrigin ? undefined : builtIn
  const sources = fromVite ? { apiOrigin: 'VITE_API_ORIGIN at build' } : {}
  collectIssues(problems, () =>
    policyFromEnv('production', { API_ORIGIN: fromVite, WEB_ORIGINS }, sources),
  )
  if (API_ORIGIN && API_ORIGIN !== builtIn) {
    problems.push(
      `API_ORIGIN_MISMATCH  API_ORIGIN "${API_ORIGIN}": the built page calls "${builtIn}", and` +
        ` no variable changes that after the build. Build again: VITE_API_ORIGIN=${API_ORIGIN} npm run build`,
    )
  }
  const origins = WEB_ORIGINS ? listFromEnv(WEB_ORIGINS) : allowedOrigins
  const webOrigin = firstWebOrigin(origins)
  if (webOrigin === undefined) {
    problems.push(
      `WEB_ORIGIN_MISSING  WEB_ORIGINS "${origins.join(',')}": contains only patterns and origins of apps; this server` +
        ' also needs its own exact origin. Add it to WEB_ORIGINS.',
    )
  }
  const port = collectIssues(problems, () => portFromEnv('PORT', PORT, 8080))

  if (problems.length > 0 || webOrigin === undefined || port === undefined) {
    throw new WebEnvError(problems.join('\n\n'))
  }
  return { webOrigin, apiOrigin: builtIn, host: HOST || 'localhost', port }
}
