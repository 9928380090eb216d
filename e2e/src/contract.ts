import { corsPolicy } from '@repo/config'
import { verify, type CorsVerifyConfig, type Report } from 'cors-verify'
import type { Stack } from './stack.ts'

/** The requirements of the app: methods and request headers of the policy, and exposed headers, on errors too. */
export const expected = {
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
  // Long, because other tests may keep the machine busy.
  timeoutSeconds: 30,
  runTimeoutSeconds: 300,
} satisfies Partial<CorsVerifyConfig>

/** For servers of this process only: requests that write, or fail on purpose. */
export const withWrites = {
  allowWrites: true,
  requests: [...expected.requests, 'GET /probe/failure', 'GET /probe/unavailable'],
  csrf: [
    'POST /probe/transfer',
    'POST /api/items {"title":"not mine"}',
    'POST /api/session {"name":"demo","password":"demo"}',
  ],
} satisfies Partial<CorsVerifyConfig>

/** The origins of a page and of the API that it calls. */
export type Origins = Pick<Stack, 'webOrigin' | 'apiOrigin'>

/** The parts of a stack that cors-verify needs. */
export type VerifiedStack = Origins & Pick<Stack, 'newSession' | 'resolve' | 'ignoreHTTPSErrors'>

/** Runs cors-verify over HTTP on an API of this repository, with everything that the app needs. */
export async function verifyContract(stack: VerifiedStack): Promise<Report> {
  const { target, origins } = targetOf(stack)
  return verify(target, {
    ...expected,
    ...(stack.newSession && withWrites),
    ...(await connectionTo(stack)),
    origins,
    browser: 'none',
  })
}

/** Returns the options of cors-verify for a page and its API: the URL to check, and the page's origin. */
export function targetOf({ webOrigin, apiOrigin }: Origins) {
  return { target: `${apiOrigin}/api/items`, origins: [webOrigin] }
}

/** Returns the options with which cors-verify connects to the API of a stack, as a new signed-in user. */
export async function connectionTo({ newSession, resolve, ignoreHTTPSErrors }: VerifiedStack) {
  return {
    ...(newSession && { cookies: await newSession() }),
    ...(resolve && { resolve }),
    ...(ignoreHTTPSErrors && { dangerouslyIgnoreCertificates: true }),
  }
}

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
