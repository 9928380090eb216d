import { corsPolicy } from '@repo/config'
import { verify, type Report, type VerifyOptions } from 'cors-verify'
import type { Stack } from './stack.ts'

/** What the app needs from the API: everything in the policy, on errors too. */
const expected: Omit<VerifyOptions, 'origins'> = {
  credentials: true,
  methods: [...corsPolicy.methods],
  requestHeaders: [...corsPolicy.requestHeaders],
  exposedHeaders: ['X-Total-Count', 'X-Request-Id', 'Link'],
  requests: [
    'GET /api/items?limit=1',
    'GET /api/items?limit=0',
    'GET /api/items/0',
    'GET /api/nowhere',
  ],
  streams: ['/api/events'],
}

/** Checks for servers of this process only: requests that write, or fail on purpose. */
const withWrites: Partial<VerifyOptions> = {
  allowWrites: true,
  requests: [...(expected.requests ?? []), 'GET /probe/failure', 'GET /probe/unavailable'],
  csrf: [
    'POST /probe/transfer',
    'POST /api/items {"title":"not mine"}',
    'POST /api/session {"name":"demo","password":"demo"}',
  ],
}

/**
 * Runs cors-verify on an API of this repository, with everything that the app needs.
 *
 * @param browser the browser of the browser checks
 */
export async function verifyContract(
  { webOrigin, apiOrigin, newSession, resolve, ignoreHTTPSErrors }: VerifiedStack,
  browser: NonNullable<VerifyOptions['browser']>,
): Promise<Report> {
  return verify(`${apiOrigin}/api/items`, {
    ...expected,
    ...(newSession ? { ...withWrites, cookies: await newSession() } : {}),
    ...(resolve ? { resolve } : {}),
    ...(ignoreHTTPSErrors ? { dangerouslyIgnoreCertificates: true } : {}),
    origins: [webOrigin],
    browser,
    // Long, because other tests may keep the machine busy: the browser checks of one run can take minutes.
    timeoutSeconds: 30,
    runTimeoutSeconds: 300,
  })
}

export type VerifiedStack = Pick<
  Stack,
  'webOrigin' | 'apiOrigin' | 'newSession' | 'resolve' | 'ignoreHTTPSErrors'
>

/** Returns one line per problem; an empty list for a correct API. */
export function faultsOf({ findings, complete, skipped, disagreements }: Report): string[] {
  return [
    ...(complete ? [] : skipped.map(({ check, reason }) => `not checked: ${check}: ${reason}`)),
    ...findings
      .filter(({ severity }) => severity !== 'info')
      .map(({ code, observed }) => `${code}: ${observed}`),
    // An expected header that no response has is a problem too.
    ...skipped
      .filter(({ check }) => check.startsWith('header '))
      .map(({ check, reason }) => `${check}: ${reason}`),
    ...disagreements.map(({ request, observed }) => `disagreement: ${request}: ${observed}`),
  ]
}
