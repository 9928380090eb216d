import type { Lines } from '../../../shared/types.ts'

/** A response of a pasted text, and its request. The output of `curl -i` has no request. */
export interface PastedExchange {
  request?: { method: string; headers: Lines }
  response: { status: number; headers: Lines }
}

/** Why a text cannot be read, and what to paste instead. */
export interface PasteProblem {
  problem: string
  fix: string
}
