import type { Lines } from '../../../shared/types.ts'

/** A request and its response, as a text tells of them; `curl -i` tells of no request. */
export interface PastedExchange {
  request?: { method: string; headers: Lines }
  response: { status: number; headers: Lines }
}

/** Why a text gives no exchange, and what to paste instead. */
export interface PasteProblem {
  problem: string
  fix: string
}
