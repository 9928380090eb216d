import type { CustomResponses, Lines, PageName, Action } from '../../shared/types.ts'

/** A configuration of Build your own: the request of a page, and the responses of the server. */
export interface Configuration {
  page: PageName
  method: string
  credentials: 'include' | 'omit'
  mode: (typeof modes)[number]
  redirect: (typeof redirects)[number]
  requestHeaders: Lines
  preflight: { status: number; headers: Lines }
  actual: { status: number; headers: Lines }
}

/** Request modes that `fetch` accepts: Fetch, section 2.2.5. */
export const modes = ['cors', 'no-cors', 'same-origin'] as const
/** Redirect modes: Fetch, section 2.2.5. */
export const redirects = ['follow', 'error', 'manual'] as const

/** The pages that Build your own offers. */
export const pageNames: readonly PageName[] = [
  'app',
  'admin',
  'attacker',
  'prefix-look-alike',
  'suffix-look-alike',
  'sub-domain',
  'dot-look-alike',
  'other-port',
  'partner',
  'sandbox',
  'localhost',
  'loopback-address',
  'api',
]

const origin = 'https://app.example.com'

/** A credentialed PATCH that is allowed, with every header that it needs. */
export const rightConfiguration: Configuration = {
  page: 'app',
  method: 'PATCH',
  credentials: 'include',
  mode: 'cors',
  redirect: 'follow',
  requestHeaders: [['Content-Type', 'application/json']],
  preflight: {
    status: 204,
    headers: [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE'],
      ['Access-Control-Allow-Headers', 'content-type'],
      ['Access-Control-Max-Age', '7200'],
      ['Vary', 'Origin'],
    ],
  },
  actual: {
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', origin],
      ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Expose-Headers', 'X-Total-Count'],
      ['Vary', 'Origin'],
      ['X-Total-Count', '2'],
      ['Content-Type', 'application/json'],
    ],
  },
}

const path = '/api/items'

/** Response headers for the browser or a cache, which the page does not try to read. */
const notForPages = /^(?:access-control-|vary$|set-cookie$)/i

/** Returns the request of the page. It tries to read each response header that is not for the browser. */
export function actionOf(configuration: Configuration): Action {
  const { method, credentials, mode, redirect, requestHeaders, actual } = configuration
  const names = actual.headers.map(([name]) => name).filter((name) => !notForPages.test(name))
  const reads = [...new Set(names)]
  const canHaveBody = !['GET', 'HEAD'].includes(method.toUpperCase())
  return {
    kind: 'fetch',
    method,
    path,
    credentials,
    mode,
    redirect,
    headers: Object.fromEntries(joined(requestHeaders)),
    reads,
    ...(canHaveBody && requestHeaders.length > 0 ? { body: '{"title":"Oats"}' } : {}),
  }
}

/**
 * Joins header lines with the same name, in any case, to one line with a comma. Browsers differ for a
 * safelisted request header on several lines, and do not for one line.
 */
export function joined(lines: Lines): Lines {
  const values = new Map<string, readonly [name: string, value: string]>()
  for (const [name, value] of lines) {
    const before = values.get(name.toLowerCase())
    values.set(name.toLowerCase(), before ? [before[0], `${before[1]}, ${value}`] : [name, value])
  }
  return [...values.values()]
}

/** Returns the responses of the server. The actual one has a body if its status can have one. */
export function responsesOf({ preflight, actual }: Configuration): CustomResponses {
  const hasBody = ![204, 205, 304].includes(actual.status)
  return { preflight, actual: { ...actual, body: hasBody ? '{"ok":true}' : '' } }
}
