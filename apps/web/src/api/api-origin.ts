import { environments } from '@repo/config/client'

interface Env {
  readonly PROD: boolean
  readonly VITE_API_ORIGIN?: string
}

/** Returns the API's origin for a Vite environment: `VITE_API_ORIGIN`, or the one in packages/config. */
export function apiOriginOf(env: Env): string {
  return env.VITE_API_ORIGIN || environments[env.PROD ? 'production' : 'development'].apiOrigin
}
