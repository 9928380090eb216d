import { isRedirect, statusLine } from 'cors-verify/diagram'
import type { Action, Verdict } from '../../shared/types.ts'
import type { JudgedExchange } from './judged-exchanges.ts'
import { originInWords } from './words.ts'

/** Explains a `no-cors` request: it is sent without a preflight, and its response is opaque to the page. */
export function verdictOfNoCors({ recorded, request }: JudgedExchange, origin: string): Verdict {
  const { status = 0 } = recorded
  const result =
    status === 401 || status === 403
      ? `the server itself rejects it with ${status}`
      : status < 400
        ? `the server processes it and responds with ${status}`
        : `the server responds with ${status}`
  return {
    readable: false,
    sentence: `The browser sends a no-cors ${request.method} of ${originInWords(origin)} without a preflight, and ${result}; the response is opaque to the page.`,
    decidedBy: 'origin',
    spec: 'https://fetch.spec.whatwg.org/#concept-filtered-response-opaque',
  }
}

/** Explains a request with mode cors to which a service worker responds with an opaque response. */
export function verdictOfServiceWorker(): Verdict {
  return {
    readable: false,
    sentence:
      'The service worker requests it with mode no-cors and gets an opaque response. A page whose request has mode cors cannot get an opaque response, so fetch fails, even if the server allows the page.',
    spec: 'https://fetch.spec.whatwg.org/#http-fetch',
  }
}

/** Explains a beacon that CORS allows. */
export function verdictOfBeacon({ recorded }: JudgedExchange): Verdict {
  return {
    readable: false,
    sentence: `The browser sends the beacon, and the server responds with ${recorded.status}. No page gets the response to a beacon.`,
    spec: 'https://w3c.github.io/beacon/#sendbeacon-method',
  }
}

/** Explains a redirect that passes the CORS check, and that the redirect mode does not let the browser follow. */
export function verdictOfUnfollowed(
  { recorded }: JudgedExchange,
  action: Action,
): Verdict | undefined {
  const { status = 0 } = recorded
  if (action.kind !== 'fetch' || recorded.isPreflight || !isRedirect(status)) return undefined
  const { redirect = 'follow' } = action
  if (redirect === 'follow') return undefined
  return {
    readable: false,
    sentence:
      redirect === 'error'
        ? `The server responds with ${status}, and the redirect mode of the request is error, so fetch fails. This is not CORS.`
        : `The server responds with ${status}, and the redirect mode of the request is manual: the browser does not follow it, and the response is opaque to the page.`,
    decidedBy: statusLine,
    spec:
      redirect === 'error'
        ? 'https://fetch.spec.whatwg.org/#http-fetch'
        : 'https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect',
  }
}

/** Explains a WebSocket: no CORS check applies, so the status of the handshake decides. */
export function verdictOfWebSocket(
  { recorded: { status } }: JudgedExchange,
  origin: string,
): Verdict {
  const isOpen = status === 101
  const page = originInWords(origin)
  const response =
    status === undefined
      ? 'The server closes the connection without a response'
      : `The server responds with ${status} instead of 101`
  const isRejected = status === 401 || status === 403
  return {
    readable: isOpen,
    sentence: isOpen
      ? `The WebSocket opens for ${page}: CORS does not apply to it, and only the server can reject an origin.`
      : `${response}: the handshake of ${page} ${isRejected ? 'is rejected by the server itself, not by CORS' : 'fails'}.`,
    decidedBy: isOpen || isRejected ? 'origin' : statusLine,
    spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  }
}
