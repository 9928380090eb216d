import { isForbiddenRequestHeader } from './forbidden-headers.ts'
import { byteLowercase, stripTabsAndSpaces } from './header-list.ts'
import { isSimpleRange } from './simple-range.ts'
import type { HeaderLines } from './types.ts'

/** Maximum number of bytes of one safelisted value. */
const maximumValueLength = 128
/** Maximum number of bytes of all safelisted values of a request. */
const maximumTotalLength = 1024

const formTypes = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])

/** @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
// eslint-disable-next-line no-control-regex -- the standard lists control characters
const unsafeByte = /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/
const languages = /^[0-9A-Za-z *,\-.;=]*$/

/** The type and subtype. Parameters are ignored: an invalid one does not make the MIME type invalid. */
function essence(value: string): string {
  const [type = ''] = value.split(';', 1)
  return byteLowercase(stripTabsAndSpaces(type))
}

/** A predicate for the value of each CORS-safelisted request header. */
const safeValues: Readonly<Record<string, (value: string) => boolean>> = {
  accept: (value) => !unsafeByte.test(value),
  'accept-language': (value) => languages.test(value),
  'content-language': (value) => languages.test(value),
  'content-type': (value) => !unsafeByte.test(value) && formTypes.has(essence(value)),
  range: isSimpleRange,
}

/**
 * Whether a header is CORS-safelisted: it needs no preflight. The characters of a value stand for its
 * bytes, as in `Headers`, which rejects characters beyond U+00FF.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
function isSafelisted(name: string, value: string): boolean {
  if (value.length > maximumValueLength || !Object.hasOwn(safeValues, name)) return false
  return safeValues[name]?.(value) ?? false
}

/**
 * Lists the request headers that need a preflight. Forbidden request-headers are left out, as a
 * browser does not send them.
 *
 * Firefox 153 follows the standard, except for bytes from 0x80 on. Chromium 156 differs: it leaves out
 * `user-agent` and client hints such as `dpr`, and includes a safelisted header of several lines if
 * their joined value is not safelisted.
 *
 * @param headers the headers that the page sets
 * @returns names in lower case, sorted, without duplicates
 * @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function corsUnsafeHeaderNames(headers: HeaderLines): string[] {
  const unsafe = new Set<string>()
  const safelisted: string[] = []
  let safelistedLength = 0
  for (const [written, line] of headers) {
    const name = byteLowercase(written)
    const value = stripTabsAndSpaces(line)
    if (isForbiddenRequestHeader(name, value)) continue
    if (isSafelisted(name, value)) {
      safelisted.push(name)
      safelistedLength += value.length
    } else {
      unsafe.add(name)
    }
  }
  if (safelistedLength > maximumTotalLength) for (const name of safelisted) unsafe.add(name)
  return [...unsafe].sort()
}
