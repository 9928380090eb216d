import {
  CorsConfigError,
  environments,
  formatIssue,
  listFromEnv,
  policyFromEnv,
  portFromEnv,
} from '@repo/config'

/** The environment of the web server. */
export interface WebEnv {
  /** The origin at which browsers reach this server. */
  webOrigin: string
  /** The origin of the API that the built page calls. */
  apiOrigin: string
  host: string
  port: number
}

/** An invalid environment, with all problems in its message. */
export class WebEnvError extends Error {
  override readonly name = 'WebEnvError'
}

/**
 * Reads the environment of a production server, by the same rules as the API.
 *
 * | variable | meaning | default |
 * |---|---|---|
 * | `WEB_ORIGINS` | as in the API; the first exact origin is that of this server | `environments.ts` |
 * | `API_ORIGIN` | as in the API; must equal the built-in origin | the built-in origin |
 * | `HOST`, `PORT` | address to listen on | `localhost`, 8080 |
 *
 * @param builtIn the API's origin in the built files: `VITE_API_ORIGIN`, or `environments.ts`
 * @throws {WebEnvError} with all problems
 */
export function readWebEnv(builtIn: string, variables: NodeJS.ProcessEnv): WebEnv {
  const { API_ORIGIN, WEB_ORIGINS, HOST, PORT } = variables
  const { apiOrigin, allowedOrigins } = environments.production
  const problems: string[] = []

  const fromVite = builtIn === apiOrigin ? undefined : builtIn
  const sources = fromVite ? { apiOrigin: 'VITE_API_ORIGIN at build' } : {}
  collect(problems, () =>
    policyFromEnv('production', { API_ORIGIN: fromVite, WEB_ORIGINS }, sources),
  )
  if (API_ORIGIN && API_ORIGIN !== builtIn) {
    problems.push(
      `API_ORIGIN_MISMATCH  API_ORIGIN "${API_ORIGIN}": the built page calls "${builtIn}", and` +
        ` no variable changes that after the build. Build again: VITE_API_ORIGIN=${API_ORIGIN} npm run build`,
    )
  }
  const origins = WEB_ORIGINS ? listFromEnv(WEB_ORIGINS) : allowedOrigins
  const webOrigin = origins.find((origin) => !origin.includes('*')) ?? ''
  if (webOrigin === '') {
    problems.push(
      `WEB_ORIGIN_MISSING  WEB_ORIGINS "${origins.join(',')}": contains only patterns; this server` +
        ' also needs its own exact origin. Add it to WEB_ORIGINS.',
    )
  }
  const port = collect(problems, () => portFromEnv('PORT', PORT, 8080))

  if (problems.length > 0 || port === undefined) throw new WebEnvError(problems.join('\n\n'))
  return { webOrigin, apiOrigin: builtIn, host: HOST || 'localhost', port }
}

/** Returns what `read` returns; collects its issues if it throws. */
function collect<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    problems.push(...error.issues.map(formatIssue))
    return undefined
  }
}
