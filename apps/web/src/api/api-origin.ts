import { environments } from '@repo/config/client'

interface Env {
  readonly PROD: boolean
  readonly VITE_API_ORIGIN?: string
}

/** The API's origin for a Vite environment: `VITE_API_ORIGIN`, or else what packages/config says. */
export function apiOriginOf(env: Env): string {
  return env.VITE_API_ORIGIN || environments[env.PROD ? 'production' : 'development'].apiOrigin
}
