import { CorsConfigError, corsPolicy, definePolicy, environments } from '@repo/config'

/** What the environment says about the web's server. */
export interface WebEnv {
  webOrigin: string
  apiOrigin: string
  host: string
  port: number
}

/** Thrown with every problem of the environment at once. */
export class WebEnvError extends Error {
  override readonly name = 'WebEnvError'
}

/**
 * Reads the environment of a production server, by the same rules as the API.
 *
 * | variable | means | default |
 * |---|---|---|
 * | `WEB_ORIGINS` | as the API has it; the first exact one is where this page is | `environments.ts` |
 * | `API_ORIGIN` | as the API has it; must be the one that is built in | what is built in |
 * | `HOST`, `PORT` | where to listen | `localhost`, 8080 |
 *
 * @param builtIn the API's origin in the built files: `VITE_API_ORIGIN`, or `environments.ts`
 * @throws {WebEnvError} with all problems
 */
export function readWebEnv(builtIn: string, variables: NodeJS.ProcessEnv): WebEnv {
  const { API_ORIGIN, WEB_ORIGINS, HOST, PORT } = variables
  const allowedOrigins = WEB_ORIGINS?.split(',') ?? environments.production.allowedOrigins
  const webOrigin = allowedOrigins.find((origin) => !origin.includes('*')) ?? ''
  const problems = originProblems(builtIn, allowedOrigins, Boolean(WEB_ORIGINS))

  if (API_ORIGIN && API_ORIGIN !== builtIn) {
    problems.push(
      `API_ORIGIN_NOT_BUILT_IN  API_ORIGIN "${API_ORIGIN}": the built page calls "${builtIn}", and` +
        ` no variable can change that now. Build again: VITE_API_ORIGIN=${API_ORIGIN} npm run build`,
    )
  }
  if (webOrigin === '') {
    problems.push(
      `WEB_ORIGIN_MISSING  WEB_ORIGINS "${allowedOrigins.join(',')}": patterns allow pages, and this` +
        ' one has to know where it is itself. Add its exact origin.',
    )
  }
  const port = Number(PORT || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(`PORT_INVALID  PORT "${String(PORT)}": a port is an integer from 0 to 65535.`)
  }

  if (problems.length > 0) throw new WebEnvError(problems.join('\n\n'))
  return { webOrigin, apiOrigin: builtIn, host: HOST || 'localhost', port }
}

function originProblems(
  apiOrigin: string,
  allowedOrigins: readonly string[],
  byVariable: boolean,
): string[] {
  try {
    definePolicy(
      'production',
      { ...corsPolicy, apiOrigin, allowedOrigins },
      {
        apiOrigin: 'VITE_API_ORIGIN at build',
        ...(byVariable && { allowedOrigins: 'WEB_ORIGINS' }),
      },
    )
    return []
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    return [error.message]
  }
}
