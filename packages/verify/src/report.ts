import type { HeaderLines } from './decide/types.ts'

/**
 * From worst to least. `critical`: a disallowed origin can read or write. `broken`: an allowed page cannot.
 * `weak`: it can, but not in every case. `info`: no fault, worth knowing.
 */
export const severities = ['critical', 'broken', 'weak', 'info'] as const
export type Severity = (typeof severities)[number]

/** The codes of findings, in the order in which equal severities are reported. */
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
  'app-origin',
  'not-cors',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** The source of evidence: `http` for a request of the HTTP checks, or the browser of the page. */
export type ObservedBy = 'http' | 'chromium' | 'firefox' | 'webkit'

/** The exchange that proves a finding. Cookie values are redacted. */
export interface Evidence {
  by: ObservedBy
  request: { method: string; url: string; headers: HeaderLines }
  /** Absent after a network error, and for requests of a browser. */
  response?: { status: number; headers: HeaderLines }
  /** The reason that the browser reported, or the cause of the network error. */
  remark?: string
  /** Names of the response headers that the finding is about, in lower case. */
  about?: readonly string[]
}

/** The change for one stack. */
export interface Fix {
  /** The id of the stack, as `--stack` takes it; `any` if none is known, or if no stack is to change. */
  stack: string
  name: string
  /** The file, and the position in it, for the block; empty without a block. */
  where: string
  /** The smallest change, as a merge with the configuration that is there. */
  change: string
  /** The complete configuration with the values of this run, in the language of the stack. */
  block?: string
  /** The mark in the responses by which the stack was recognised. */
  recognisedBy?: string
  /** The versions that the fix was run on. */
  tried?: string
  /** The version of the documentation that the fix follows: it was not run. */
  documentation?: string
  /** The public page of that documentation. */
  documentationPage?: string
}

/** A fault, with its evidence and its fix. */
export interface Finding {
  code: FindingCode
  severity: Severity
  title: string
  /** The id of the cause, if one explains what was observed. */
  cause?: string
  /** Causes that explain it equally well; `observed` has a sentence that distinguishes each. */
  otherCauses?: readonly string[]
  /** The behavior that was observed. */
  observed: string
  /** The behavior that was expected. */
  expected: string
  /** Who is affected, and how. */
  impact: string
  /** One fix for the stack that was recognised or named; one for each stack with `allStacks`. */
  fix: Fix[]
  /** Link to the section of the standard, or to a description of the attack. */
  reference: string
  evidence: Evidence[]
}

/** A check that did not run or did not complete, and why. */
export interface Skipped {
  check: string
  reason: string
}

/** The predicted result differs from the observed one: a bug in cors-verify, please report it. */
export interface Disagreement {
  request: string
  /** The result that was predicted from the headers. */
  predicted: string
  /** The result that the browser observed. */
  observed: string
}

/** The result of one run. The JSON format is this object; `report.schema.json` describes it. */
export interface Report {
  target: string
  /** The origins, and the patterns for origins, that must be able to call the target. */
  origins: string[]
  /**
   * The worst severity found; findings of severity `info` leave it at `ok`. `incomplete` if nothing
   * broken or critical was found and something could not be determined: see `skipped`.
   */
  verdict: 'ok' | 'weak' | 'broken' | 'critical' | 'incomplete'
  findings: Finding[]
  skipped: Skipped[]
  disagreements: Disagreement[]
  /** The browser that ran the browser checks, such as `Chromium 156`, or null. */
  browser: string | null
  /** False if the target sent no response: its CORS configuration is then unknown. */
  reachable: boolean
  /** False if a limit of the run cut it off: `skipped` lists what was not checked. */
  complete: boolean
  /** Number of requests that the HTTP checks sent. */
  requests: number
  durationMs: number
}
