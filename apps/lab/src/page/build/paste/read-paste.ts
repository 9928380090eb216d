import { corsUnsafeHeaderNames } from 'cors-verify/decide'
import type { Lines, PageName } from '../../../shared/types.ts'
import { valueOf } from '../../reading/lines.ts'
import { configuredOriginOf } from '../../running/page-origins.ts'
import { pageNames, type Configuration } from '../configuration.ts'
import { parseLine, parseMethod, parseStatus } from '../share.ts'
import { readCurlOutput } from './read-curl-output.ts'
import { readHar } from './read-har.ts'
import type { PasteProblem, PastedExchange } from './types.ts'

/** The configuration that a pasted text describes. */
export interface Pasted {
  configuration: Configuration
  /** Sentences about replaced parts, ignored parts, and parts that keep the value of the form. */
  notes: string[]
}

/** Headers with a field in the form, in the case of its label: HTTP/2 has names in lower case. */
const fields = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Max-Age',
  'Access-Control-Expose-Headers',
  'Set-Cookie',
  'Vary',
]

/** Response headers about the connection and the body: the lab's server writes its own. */
const ofTransport =
  /^(?::.*|alt-svc|connection|content-encoding|content-length|date|keep-alive|strict-transport-security|trailer|transfer-encoding|upgrade)$/i

/** Request headers that the browser adds, or that a page cannot set: Fetch, section 2.2.2. */
const ofBrowser =
  /^(?::.*|accept|accept-encoding|accept-language|cache-control|connection|content-length|cookie2?|dnt|host|if-.+|keep-alive|origin|pragma|priority|proxy-.+|referer|sec-.+|te|upgrade.*|user-agent|via|x-client-data)$/i

/**
 * Reads the output of `curl -i` or `curl -v`, a HAR or one of its entries. A part that the text does not have
 * keeps the value of the form. Values of cookies and of credentials are replaced, because a shared link
 * contains the configuration.
 *
 * @param text the pasted text
 * @param form the configuration of the form
 * @param pageOrigin the origin of the page, for a text that has no Origin; empty if unknown
 */
export function readPaste(
  text: string,
  form: Configuration,
  pageOrigin = '',
): Pasted | PasteProblem {
  const read = /^\s*[[{]/.test(text) ? readHar(text) : readCurlOutput(text)
  if ('problem' in read) return read
  if (read.length === 0) return nothing(text)

  const notes: string[] = []
  const isPreflight = ({ request, response }: PastedExchange) =>
    request
      ? request.method === 'OPTIONS'
      : /^access-control-(?:allow-methods|allow-headers|max-age)$/m.test(
          response.headers.map(([name]) => name.toLowerCase()).join('\n'),
        )
  const preflight = read.findLast(isPreflight)
  const actual = read.findLast((exchange) => !isPreflight(exchange))
  const used = [preflight, actual].filter((each) => each !== undefined)
  if (read.length > used.length)
    notes.push(`The text has ${read.length} responses. The last of each kind is used.`)
  if (!preflight) notes.push('The text has no response to a preflight: that of the form stays.')
  if (!actual) notes.push('The text has no response to an actual request: that of the form stays.')

  const origin = originOf(used) ?? pageOrigin.trim()
  const page = pageNames.find((name) => configuredOriginOf(name) === origin) ?? 'app'
  const replacedOrigin = origin !== '' && configuredOriginOf(page) !== origin ? origin : undefined
  if (replacedOrigin !== undefined)
    notes.push(
      `${replacedOrigin} is replaced by ${configuredOriginOf(page)}, which is a page of the lab.`,
    )
  if (origin === '')
    notes.push(
      'The text has no Origin, so the page of the form is used. Enter the origin of your page to change it.',
    )

  const head = (exchange: PastedExchange | undefined, otherwise: Configuration['actual']) =>
    exchange ? headOf(exchange.response, { replacedOrigin, page }, notes) : otherwise
  const request = requestOf(preflight, actual)
  return {
    configuration: {
      ...form,
      page: origin === '' ? form.page : page,
      method: request.method ?? form.method,
      credentials: credentialsOf(used, form),
      requestHeaders: request.headers ?? form.requestHeaders,
      preflight: head(preflight, form.preflight),
      actual: head(actual, form.actual),
    },
    notes: [...new Set(notes)],
  }
}

function nothing(text: string): PasteProblem {
  const [begin = ''] = text.trim().split('\n', 1)
  return {
    problem:
      begin === ''
        ? 'There is no text.'
        : `No line is a status line such as “HTTP/1.1 200 OK”. The text begins with “${begin.slice(0, 60)}”.`,
    fix: 'Paste what curl -i -H "Origin: …" URL prints, or an entry of a HAR.',
  }
}

function originOf(exchanges: readonly PastedExchange[]): string | undefined {
  const origins = exchanges.map(({ request }) => valueOf(request?.headers, 'origin'))
  return origins.find((origin) => origin !== undefined)
}

/** A Cookie header or Access-Control-Allow-Credentials means include; a request without both means omit. */
function credentialsOf(
  exchanges: readonly PastedExchange[],
  form: Configuration,
): Configuration['credentials'] {
  if (exchanges.some(({ request }) => valueOf(request?.headers, 'cookie') !== undefined))
    return 'include'
  const allows = exchanges.some(
    ({ response }) => valueOf(response.headers, 'access-control-allow-credentials') !== undefined,
  )
  if (allows) return 'include'
  return exchanges.some(({ request }) => request) ? 'omit' : form.credentials
}

/** Returns the request of the page. A preflight has its method, and the names of its unsafe headers. */
function requestOf(preflight: PastedExchange | undefined, actual: PastedExchange | undefined) {
  const announced = valueOf(preflight?.request?.headers, 'access-control-request-headers')
  const sent = actual?.request?.headers
  const given = actual?.request?.method
  const method = given ?? valueOf(preflight?.request?.headers, 'access-control-request-method')
  const names = announced?.split(',').map((name) => name.trim()) ?? []
  const own = (sent ?? []).filter(([name]) => !ofBrowser.test(name))
  const unsafe = corsUnsafeHeaderNames(own)
  const all = new Set([...names, ...unsafe].filter((name) => name !== '').map(lower))
  const isKnown = announced !== undefined || sent !== undefined
  return {
    ...(method !== undefined && parseMethod(method) !== undefined && { method }),
    ...(isKnown && { headers: [...all].map((name) => [name, valueFor(name, sent)] as const) }),
  }
}

/** Returns the value of Content-Type, on which CORS depends, and x for other headers: it can be a secret. */
function valueFor(name: string, sent: Lines | undefined): string {
  return name === 'content-type' ? (valueOf(sent, name) ?? 'application/json') : 'x'
}

function headOf(
  { status, headers }: PastedExchange['response'],
  { replacedOrigin, page }: { replacedOrigin: string | undefined; page: PageName },
  notes: string[],
): Configuration['actual'] {
  const lines: [string, string][] = []
  const unsendable: string[] = []
  for (const [name, value] of headers) {
    if (ofTransport.test(name)) continue
    const field = fields.find((each) => lower(each) === lower(name)) ?? name
    const replaced = valueOfLine(field, value, replacedOrigin, configuredOriginOf(page))
    if (replaced !== value && field === 'Set-Cookie')
      notes.push('The values of cookies are replaced by 1.')
    const line = parseLine(`${field}: ${replaced}`)
    if (line) lines.push([...line])
    else unsendable.push(name)
  }
  if (unsendable.length > 0)
    notes.push(`Left out, because a server cannot send them: ${unsendable.join(', ')}.`)
  if (parseStatus(String(status)) === undefined)
    notes.push(`The status ${status} is not one from 200 to 599: 200 is used.`)
  return { status: parseStatus(String(status)) ?? 200, headers: lines }
}

function valueOfLine(
  field: string,
  value: string,
  replacedOrigin: string | undefined,
  configured: string,
): string {
  if (field === 'Set-Cookie') return value.replace(/=[^;]*/, '=1')
  // Also in a list, and with a slash or a path after it: the reader looks for these mistakes.
  if (field === 'Access-Control-Allow-Origin' && replacedOrigin !== undefined)
    return value.replaceAll(replacedOrigin, configured)
  return value
}

function lower(name: string): string {
  return name.toLowerCase()
}
