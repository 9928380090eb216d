import { corsCheck } from 'cors-verify/decide'
import type { Recorded, Verdict } from '../../shared/types.ts'
import type { Evidence } from './evidence.ts'
import { failureInWords } from './failure-in-words.ts'

/** Explains a step in which no request reached the server. */
export function verdictOfUnseen(evidence: Evidence): Verdict {
  return verdictOfStored(evidence) ?? verdictOfUnsent(evidence)
}

/** Explains the outcome by the stored headers of an earlier response to the same URL, if they do. */
function verdictOfStored({ step, origin, earlier = [], outcome }: Evidence): Verdict | undefined {
  const { action } = step
  if (action.kind !== 'fetch' || action.method !== 'GET' || action.cache === 'no-store')
    return undefined
  const stored = earlier.findLast((each) => isStored(each, action.path))
  if (!stored?.responseHeaders) return undefined
  const request = { origin, method: 'GET', headers: [], credentials: action.credentials }
  const failure = corsCheck(request, stored.responseHeaders)
  // The stored response would have had another outcome.
  if (outcome.readable === (failure !== undefined)) return undefined
  const common = {
    readable: outcome.readable,
    decidedBy: 'vary',
    spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  }
  if (!failure) {
    const sentence = 'The response comes from the browser’s cache, and its stored headers pass.'
    return { ...common, sentence }
  }
  const blocked = { exchange: 'actual' as const, ...failure }
  const { cause } = failureInWords(blocked, request)
  return {
    ...common,
    failure: blocked,
    sentence: `The response comes from the browser’s cache, stored for an earlier request: ${cause}. Vary: Origin keeps such responses apart.`,
  }
}

function isStored({ path, method, status }: Recorded, requested: string): boolean {
  return path === requested && method === 'GET' && status === 200
}

function verdictOfUnsent({ step: { action }, outcome: { readable } }: Evidence): Verdict {
  const mayBeStored = action.kind === 'fetch' && ['GET', 'HEAD'].includes(action.method)
  return {
    readable,
    sentence: readable
      ? 'The server received nothing: the response comes from the browser’s cache.'
      : `The server received nothing: the browser stopped before anything was sent${mayBeStored ? ', or it used its cache' : ''}.`,
    spec: 'https://fetch.spec.whatwg.org/#http-fetch',
  }
}
