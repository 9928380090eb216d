import { createHash } from 'node:crypto'
import type { HelmetOptions } from 'helmet'

// Code that the peers share. A peer whose framework has its own code for a part uses that instead.

export const cookieName = '__Host-session'

/** The security headers that the API sends, as options of helmet. */
export const helmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  referrerPolicy: { policy: 'no-referrer' },
  crossOriginResourcePolicy: false,
  crossOriginEmbedderPolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xPoweredBy: false,
  xXssProtection: false,
} as const satisfies HelmetOptions

export const errors = {
  SIGN_IN_REQUIRED: { statusCode: 401, message: 'No valid session. Sign in.' },
  ITEM_CHANGED: { statusCode: 412, message: 'The item was modified or deleted.' },
  IF_MATCH_REQUIRED: { statusCode: 428, message: 'Send If-Match.' },
  INVALID: { statusCode: 400, message: 'The request is invalid.' },
} as const

export type ErrorCode = keyof typeof errors

export const errorBody = (code: ErrorCode, requestId: string) => {
  const { statusCode, message } = errors[code]
  return { statusCode, code, message, requestId }
}

/** The stored form of a session id. */
export const hashOf = (sessionId: string) =>
  createHash('sha256').update(sessionId).digest('base64url')

/** Reads If-Match: a version, undefined for `*`, false if the header is missing. */
export function versionIn(ifMatch: string | undefined): number | undefined | false {
  if (ifMatch === undefined) return false
  if (ifMatch === '*') return undefined
  return Number(/^"(\d+)"$/.exec(ifMatch)?.[1] ?? 0)
}

export const linkToNext = (limit: number, after: number) =>
  `</api/items?limit=${limit}&after=${after}>; rel="next"`

/** Validates a title, for the peers without schemas. */
export function isTitle(title: unknown): title is string {
  return typeof title === 'string' && title.trim() !== '' && title.length <= 200
}
export const isCount = (value: number, max: number) =>
  Number.isInteger(value) && value >= 1 && value <= max
