import type { CustomResponses, Lines } from '../../shared/types.ts'

const app = 'https://app.example.com'

const allowOrigin: Lines = [['Access-Control-Allow-Origin', app]]
const allowCredentials: Lines = [['Access-Control-Allow-Credentials', 'true']]
const sessionCookie: Lines = [['Set-Cookie', 'session=1; Path=/; HttpOnly; SameSite=Lax']]

const body = '[{"id":1,"title":"Milk"}]'
const json: Lines = [['Content-Type', 'application/json']]
const noRouteForOptions: CustomResponses['preflight'] = { status: 404, headers: [] }

/** An API without CORS headers. */
export const withoutCors: CustomResponses = {
  preflight: noRouteForOptions,
  actual: { status: 200, headers: json, body },
}

/** The API allows one origin. */
export const withAllowedOrigin: CustomResponses = {
  preflight: noRouteForOptions,
  actual: { status: 200, headers: [...json, ...allowOrigin], body },
}

/** The API responds to preflights too. */
export const withPreflight: CustomResponses = {
  preflight: {
    status: 204,
    headers: [
      ...allowOrigin,
      ['Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE'],
      ['Access-Control-Allow-Headers', 'content-type'],
    ],
  },
  actual: withAllowedOrigin.actual,
}

/** The API sets a session cookie, and does not allow credentials. */
export const withCookie: CustomResponses = {
  preflight: withPreflight.preflight,
  actual: { status: 200, headers: [...json, ...allowOrigin, ...sessionCookie], body },
}

/** The API allows credentials: this is a complete CORS configuration. */
export const withCredentials: CustomResponses = {
  preflight: {
    status: 204,
    headers: [...withPreflight.preflight.headers, ...allowCredentials],
  },
  actual: {
    status: 200,
    headers: [...withCookie.actual.headers, ...allowCredentials],
    body,
  },
}
