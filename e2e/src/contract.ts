import { corsPolicy } from '@repo/config'
import { verify, type Report, type VerifyOptions } from 'cors-verify'
import type { Stack } from './stack.ts'

/** What a page of ours needs from the API: everything the policy promises, errors included. */
const promised: Omit<VerifyOptions, 'origins'> = {
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

/** What only servers of this process are asked: it would write, or fail on purpose. */
const harmless: Partial<VerifyOptions> = {
  allowWrites: true,
  requests: [...(promised.requests ?? []), 'GET /probe/failure', 'GET /probe/unavailable'],
  csrf: [
    'POST /probe/transfer',
    'POST /api/items {"title":"not mine"}',
    'POST /api/session {"name":"demo","password":"demo"}',
  ],
}

/**
 * Runs cors-verify on an API of ours, with all that a page of ours needs.
 *
 * @param browser what to ask beside the HTTP half
 */
export async function verifyContract(
  { webOrigin, apiOrigin, newSession, resolve, ignoreHTTPSErrors }: Contractor,
  browser: NonNullable<VerifyOptions['browser']>,
): Promise<Report> {
  return verify(`${apiOrigin}/api/items`, {
    ...promised,
    ...(newSession ? { ...harmless, cookies: await newSession() } : {}),
    ...(resolve ? { resolve } : {}),
    ...(ignoreHTTPSErrors ? { dangerouslyIgnoreCertificates: true } : {}),
    origins: [webOrigin],
    browser,
    runTimeoutSeconds: 100,
  })
}

export type Contractor = Pick<
  Stack,
  'webOrigin' | 'apiOrigin' | 'newSession' | 'resolve' | 'ignoreHTTPSErrors'
>

/** What is wrong, a line each: empty for an API that keeps its promise. */
export function faultsOf({ findings, finished, skipped, disagreements }: Report): string[] {
  return [
    ...(finished ? [] : ['the run did not finish']),
    ...findings
      .filter(({ severity }) => severity !== 'note')
      .map(({ code, seen }) => `${code}: ${seen}`),
    // A promised header that no answer carries is a broken promise too.
    ...skipped
      .filter(({ check }) => check.startsWith('header '))
      .map(({ check, reason }) => `${check}: ${reason}`),
    ...disagreements.map(({ request, browser }) => `disagreement: ${request}: ${browser}`),
  ]
}
