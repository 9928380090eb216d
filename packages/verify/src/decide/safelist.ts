import { isForbiddenRequestHeader } from './forbidden-headers.ts'
import { byteLowercase, stripTabsAndSpaces } from './header-list.ts'
import { isSimpleRange } from './simple-range.ts'
import type { HeaderLines } from './types.ts'

/** Bytes one safelisted value may have. */
const maximumValueLength = 128
/** Bytes all safelisted values of a request may have together. */
const maximumTotalLength = 1024

const formTypes = new Set([
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/plain',
])

/** @see https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const unsafeByte = /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/
const languages = /^[0-9A-Za-z *,\-.;=]*$/

/** Type and subtype. Parameters are not read: nothing in them makes a MIME type invalid. */
function essence(value: string): string {
  const [type = ''] = value.split(';', 1)
  return byteLowercase(stripTabsAndSpaces(type))
}

/** What the value of each safelisted request header may be. */
const safeValues: Readonly<Record<string, (value: string) => boolean>> = {
  accept: (value) => !unsafeByte.test(value),
  'accept-language': (value) => languages.test(value),
  'content-language': (value) => languages.test(value),
  'content-type': (value) => !unsafeByte.test(value) && formTypes.has(essence(value)),
  range: isSimpleRange,
}

/**
 * Whether a page may send this header without asking. A value's characters stand for its bytes,
 * as in a page's `Headers`, which refuses characters beyond U+00FF.
 *
 * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
function isSafelisted(name: string, value: string): boolean {
  if (value.length > maximumValueLength || !Object.hasOwn(safeValues, name)) return false
  return safeValues[name]?.(value) ?? false
}

/**
 * The names of the headers that a preflight must ask for: sorted, in lower case, each once.
 * Headers that a page cannot set are left out, as a browser leaves them out of the request.
 *
 * Firefox 153 does as the standard says, bytes from 0x80 on aside. Chromium 156 asks for less and
 * for more: not for `user-agent` and client hints such as `dpr`, and for a safelisted header of
 * several lines if their joined value is not safelisted.
 *
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
