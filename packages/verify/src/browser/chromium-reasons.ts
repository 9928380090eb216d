import type { CorsFailureReason } from '../decide/types.ts'
import { symptoms } from '../symptoms/index.ts'
import type { PageOutcome } from './types.ts'

/** `Network.CorsError` of the DevTools protocol, in the terms of `decide`. */
const reasons: ReadonlyMap<string, CorsFailureReason> = new Map(
  symptoms.flatMap(({ engine, id, failure }) =>
    engine === 'Chromium' && failure !== undefined ? [[id, failure] as const] : [],
  ),
)

/** Texts for reasons other than CORS: `Network.BlockedReason`. */
const blocked: Readonly<Record<string, string>> = {
  'mixed-content': 'mixed content: a page over https cannot call http',
}

/** The part of `Network.loadingFailed` that holds the reason. */
export interface LoadingFailed {
  errorText: string
  blockedReason?: string
  corsErrorStatus?: { corsError: string; failedParameter: string }
}

/** Converts Chromium's report of a failure to the terms of `decide`. */
export function fromChromium(
  failed: LoadingFailed,
): Pick<PageOutcome, 'reported' | 'failure' | 'notCors'> {
  if (failed.corsErrorStatus === undefined) {
    const { blockedReason } = failed
    if (blockedReason === undefined) return { notCors: failed.errorText }
    return { notCors: blocked[blockedReason] ?? `${failed.errorText} (${blockedReason})` }
  }
  const { corsError, failedParameter } = failed.corsErrorStatus
  const reported = failedParameter ? `${corsError}(${failedParameter})` : corsError
  const reason = reasons.get(corsError)
  // Chromium also reports Local Network Access and redirects with a password as `CorsError`.
  if (reason === undefined) return { reported, notCors: reported }
  const subject = subjectOf(reason, failedParameter)
  return { reported, failure: { reason, ...(subject ? { subject } : {}) } }
}

function subjectOf(reason: CorsFailureReason, parameter: string): string | undefined {
  if (reason === 'method-not-allowed') return parameter
  return reason === 'header-not-allowed' ? parameter.toLowerCase() : undefined
}
