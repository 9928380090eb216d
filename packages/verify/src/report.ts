import type { HeaderLines } from './decide/types.ts'

/** How bad: others can read or write; the page cannot; fragile; worth knowing. */
export const severities = ['critical', 'broken', 'weak', 'info'] as const
export type Severity = (typeof severities)[number]

export const findingCodes = [
  'disallowed-origin-reads-credentialed',
  'csrf-simple-request',
  'websocket-disallowed-origin',
  'origin-not-allowed',
  'unusable-allow-origin',
  'duplicate-allow-origin',
  'credentials-blocked',
  'preflight-failed',
  'method-not-allowed',
  'header-not-allowed',
  'stream-without-cors',
  'inconsistent',
  'header-not-exposed',
  'error-without-cors',
  'vary-missing',
  'rejection-is-5xx',
  'slow-origin-check',
  'public-read',
  'max-age-out-of-range',
  'reflects-request-headers',
  'exposes-sensitive-header',
  'not-cors',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** Which half saw it: forged requests over HTTP, or a page in a browser. */
export type ObservedBy = 'http' | 'chromium' | 'firefox'

/** The exchange that proves a finding. Cookie values are masked. */
export interface Evidence {
  by: ObservedBy
  request: { method: string; url: string; headers: HeaderLines }
  /** Absent when nothing came, or when a browser kept it from us. */
  response?: { status: number; headers: HeaderLines }
  /** What a browser said, or why nothing came. */
  remark?: string
}

/** The line to change, for each stack. */
export interface Fix {
  fastify: string
  express: string
  starlette: string
  nginx: string
}

export interface Finding {
  code: FindingCode
  severity: Severity
  title: string
  /** What the server did. */
  observed: string
  /** What it should have done. */
  expected: string
  /** Whom it hurts, and how. */
  impact: string
  fix: Fix
  /** The section of the standard, or of the attack's description. */
  reference: string
  evidence: Evidence[]
}

/** A check that did not run, or not to its end, and why. */
export interface Skipped {
  check: string
  reason: string
}

/** Header arithmetic and a browser that do not agree: a bug of ours, please report it. */
export interface Disagreement {
  request: string
  /** The result that was predicted from the headers. */
  predicted: string
  /** The result that the browser observed. */
  observed: string
}

/** What one run came to. The JSON format is this object; `report.schema.json` describes it. */
export interface Report {
  target: string
  /** The origins that must be able to call the target. */
  origins: string[]
  /** The worst severity found; notes leave it at `ok`. */
  verdict: 'ok' | 'weak' | 'broken' | 'critical'
  findings: Finding[]
  skipped: Skipped[]
  disagreements: Disagreement[]
  /** The browser that was asked, such as `Chromium 156`, or null. */
  browser: string | null
  /** False if the target never answered: then nothing about its CORS set-up is known. */
  reachable: boolean
  /** False if a limit of the run cut it off: `skipped` tells what is not known. */
  complete: boolean
  /** How many requests the HTTP half sent. */
  requests: number
  durationMs: number
}
