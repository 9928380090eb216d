import type { Verdict } from '../../shared/types.ts'
import type { Leg } from './legs.ts'
import { originInWords } from './words.ts'

/** A request without CORS: it is sent and carried out, and its answer tells the page nothing. */
export function verdictOfNoCors({ recorded, request }: Leg, origin: string): Verdict {
  const { status = 0 } = recorded
  const stopped =
    status < 400
      ? 'CORS does not keep such a request from being sent or carried out'
      : `the server refuses it itself, with ${status}`
  return {
    readable: false,
    sentence: `A ${request.method} without CORS from ${originInWords(origin)} arrives without being asked for, and ${stopped}; its answer is opaque to the page.`,
    decidedBy: 'origin',
    spec: 'https://fetch.spec.whatwg.org/#concept-filtered-response-opaque',
  }
}

/** A WebSocket: what the server makes of its Origin is all that decides. */
export function verdictOfWebSocket({ recorded: { status } }: Leg, origin: string): Verdict {
  const isOpen = status === 101
  const page = originInWords(origin)
  const answer =
    status === undefined ? 'The server ends it without an answer' : `The server answers ${status}`
  return {
    readable: isOpen,
    sentence: isOpen
      ? `The WebSocket opens for ${page}: there is no CORS check for it, so the server’s own look at Origin is all there is.`
      : `${answer}: for a WebSocket the server itself must look at Origin, and here it refuses ${page}.`,
    decidedBy: 'origin',
    spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  }
}
