import { byteLowercase, stripTabsAndSpaces } from './header-list.ts'
import { isForbiddenMethod } from './methods.ts'

const forbidden = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

const methodOverrides = new Set(['x-http-method', 'x-http-method-override', 'x-method-override'])

/**
 * Whether a header is a forbidden request-header: browsers ignore it if a page sets it.
 *
 * @param name in any case
 * @param value of this header line
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  const lower = byteLowercase(name)
  if (forbidden.has(lower) || lower.startsWith('proxy-') || lower.startsWith('sec-')) return true
  // Split at commas inside quoted strings too: a forbidden method has no quote, so the result is the same.
  return (
    methodOverrides.has(lower) &&
    value.split(',').some((method) => isForbiddenMethod(stripTabsAndSpaces(method)))
  )
}
