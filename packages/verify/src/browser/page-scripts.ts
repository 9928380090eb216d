/**
 * Scripts that run in a page, as source text: a compiler's helpers do not exist there.
 */

/** Saves the browser's own functions before the scripts of a real page run, which may replace them. */
export const saveOriginals = `
  Object.defineProperty(globalThis, Symbol.for('cors-verify'), {
    value: { fetch: globalThis.fetch.bind(globalThis), EventSource, WebSocket },
  })`

/** The result of a request as its page sees it. */
export interface Seen {
  opened: boolean
  status?: number
  headers?: string[]
  /** The exception; browsers hide the cause from pages. */
  error?: string
  timedOut?: boolean
  /** The directive of the page's Content-Security-Policy that forbids the request. */
  policy?: string
}

/** Detects whether a policy of the page blocked the request: the event fires shortly after. */
const policies = `
  const sameUrl = (one, other) => one.split('#', 1)[0] === other.split('#', 1)[0]
  let policy
  document.addEventListener('securitypolicyviolation', (event) => {
    if (event.disposition === 'enforce' && sameUrl(event.blockedURI, url)) {
      policy = event.effectiveDirective
    }
  })
  const withPolicy = async (seen) => {
    if (!seen.opened) await new Promise((resolve) => setTimeout(resolve, 10))
    return policy ? { ...seen, policy } : seen
  }`

/** Sends a `fetch` with `cache: 'no-store'`, so that the HTTP cache cannot return an earlier response. */
export const fetchScript = `async ({ url, init, timeoutMs }) => {
  const { fetch } = globalThis[Symbol.for('cors-verify')] ?? globalThis
  ${policies}
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), timeoutMs)
  try {
    const options = { ...init, mode: 'cors', cache: 'no-store', signal: abort.signal }
    const response = await fetch(url, options)
    const seen = { opened: true, status: response.status, headers: [...response.headers.keys()] }
    response.body?.cancel().catch(() => {})
    return seen
  } catch (error) {
    return withPolicy({ opened: false, error: String(error), timedOut: abort.signal.aborted })
  } finally {
    clearTimeout(timer)
  }
}`

/** Constructs an EventSource or WebSocket, waits until it opens or fails, and closes it. */
const openAndClose = (construct: string) => `({ url, init, timeoutMs }) => {
  const { EventSource, WebSocket } = globalThis[Symbol.for('cors-verify')] ?? globalThis
  ${policies}
  return new Promise((resolve) => {
    const opening = ${construct}
    const settle = (seen) => {
      clearTimeout(timer)
      opening.close()
      resolve(withPolicy(seen))
    }
    const timer = setTimeout(() => settle({ opened: false, timedOut: true }), timeoutMs)
    opening.onopen = () => settle({ opened: true })
    opening.onerror = () => settle({ opened: false, error: 'it did not open' })
  }).catch((error) => withPolicy({ opened: false, error: String(error) }))
}`

/** Opens an EventSource. */
export const streamScript = openAndClose('new EventSource(url, init)')

/** Opens a WebSocket. Mixed content makes its constructor throw. */
export const webSocketScript = openAndClose('new WebSocket(url)')

/** Adds a sandboxed frame, which has an opaque origin, to the page. */
export const sandboxScript = `() => new Promise((resolve) => {
  const frame = document.createElement('iframe')
  frame.sandbox = 'allow-scripts'
  frame.srcdoc = '<!doctype html><title>An opaque origin</title>'
  frame.onload = () => resolve()
  document.body.append(frame)
})`
