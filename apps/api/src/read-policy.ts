import {
  CorsConfigError,
  corsPolicy,
  definePolicy,
  environments,
  type Places,
  type Policy,
} from '@repo/config'

/** @returns the policy of an environment; undefined if it is refused, and then why is in `problems` */
export function readPolicy(
  environment: keyof typeof environments,
  variables: NodeJS.ProcessEnv,
  problems: string[],
): Policy | undefined {
  const { API_ORIGIN, WEB_ORIGINS } = variables
  const places: Places = {
    ...(API_ORIGIN ? { apiOrigin: 'API_ORIGIN' } : {}),
    ...(WEB_ORIGINS ? { allowedOrigins: 'WEB_ORIGINS' } : {}),
  }
  const config = {
    ...environments[environment],
    ...corsPolicy,
    ...(API_ORIGIN ? { apiOrigin: API_ORIGIN } : {}),
    ...(WEB_ORIGINS ? { allowedOrigins: WEB_ORIGINS.split(',') } : {}),
  }
  try {
    return definePolicy(environment, config, places)
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    problems.push(error.message)
    return undefined
  }
}
