import type { HeaderLines } from './types.ts'

const upperCase = /[A-Z]+/g
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/

/**
 * Lower-cases ASCII letters and nothing else.
 * `toLowerCase` also turns the Kelvin sign into `k`, so that two different names would match.
 */
export function byteLowercase(value: string): string {
  return value.replace(upperCase, (letters) => letters.toLowerCase())
}

/** Upper-cases ASCII letters and nothing else. */
export function byteUppercase(value: string): string {
  return value.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
}

/** Removes tabs and spaces at both ends, and no other whitespace, as the HTTP parser of a browser does. */
export function stripTabsAndSpaces(value: string): string {
  // Not a regular expression: at the end it would backtrack, and take minutes for a megabyte of spaces.
  let start = 0
  let end = value.length
  while (start < end && isTabOrSpace(value, start)) start++
  while (end > start && isTabOrSpace(value, end - 1)) end--
  return value.slice(start, end)
}

function isTabOrSpace(value: string, index: number): boolean {
  const code = value.charCodeAt(index)
  return code === 0x20 || code === 0x09
}

/** Whether this is a `token` of RFC 9110, the syntax of methods, header names and cookie names. */
export function isToken(value: string): boolean {
  return token.test(value)
}

/** The values of all lines of this name, in order, each stripped. `name` is in lower case. */
function valuesOf(headers: HeaderLines, name: string): string[] {
  return headers
    .filter(([each]) => byteLowercase(each) === name)
    .map(([, value]) => stripTabsAndSpaces(value))
}

/**
 * The value of a header; several lines are joined with a comma and a space.
 *
 * @param name in lower case
 * @returns undefined if no line has this name
 * @see https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function getHeader(headers: HeaderLines, name: string): string | undefined {
  const values = valuesOf(headers, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/**
 * The tokens of a list header: `#method` or `#field-name`, the grammar of the three CORS lists. A list may have
 * empty members. One member that is not a token makes the whole list invalid.
 *
 * @param name in lower case
 * @returns undefined if no line has this name; `invalid` if the value is not such a list
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values
 * @see https://www.rfc-editor.org/rfc/rfc9110#abnf.extension.recipient
 */
export function extractTokens(
  headers: HeaderLines,
  name: string,
): readonly string[] | 'invalid' | undefined {
  const values = valuesOf(headers, name)
  if (values.length === 0) return undefined
  const members = values
    .flatMap((value) => value.split(','))
    .map(stripTabsAndSpaces)
    .filter((member) => member !== '')
  return members.every(isToken) ? members : 'invalid'
}
