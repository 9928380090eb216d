import { isForbiddenRequestHeader } from '../decide/forbidden-headers.ts'
import { isToken } from '../decide/header-list.ts'
import type { Parsed, Wrong } from './parsed.ts'

/** A request header that a page sets: its name in lower case, and its value if one was given. */
export interface RequestHeader {
  name: string
  value?: string
}

/** Parses `content-type` or `authorization: Bearer abc`. */
export function parseRequestHeader(entry: string): Parsed<RequestHeader> {
  const [, before = entry, value] = /^\s*([^\s:]+)\s*:\s*(.*)$/.exec(entry) ?? []
  const name = parseRequestHeaderName(before)
  if (!('value' in name)) {
    // The value may be a secret.
    return value === undefined ? name : { ...name, shown: `${before}: ***` }
  }
  if (value === undefined) return { value: { name: name.value } }
  if (value === '' || !isFieldValue(value)) {
    return {
      reason: value === '' ? 'has an empty value.' : 'has a value that no header can have.',
      fix: `Write it as "${before}: value", in visible ASCII characters.`,
      shown: `${before}: ***`,
    }
  }
  return { value: { name: name.value, value } }
}

/**
 * Whether a text is a field value, without `obs-text`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.5
 */
function isFieldValue(value: string): boolean {
  return /^[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?$/.test(value)
}

function parseRequestHeaderName(name: string): Parsed<string> {
  const lower = name.toLowerCase()
  const problem = checkName(name, 'content-type')
  if (problem !== undefined) return problem
  if (lower === 'cookie') {
    return {
      reason: 'is a header that no page can set: the browser adds the cookies it has.',
      fix: 'Give them with --cookie name=value.',
    }
  }
  if (lower === 'origin') {
    return {
      reason: 'is a header that no page can set: the browser does.',
      fix: 'Give the origins of your pages with --origin.',
    }
  }
  if (isForbiddenRequestHeader(lower, '')) {
    return { reason: 'is a header that no page can set: the browser does.', fix: 'Leave it out.' }
  }
  return { value: lower }
}

/** Parses the name of a response header that a page reads, into lower case. */
export function parseExposedHeader(name: string): Parsed<string> {
  const lower = name.toLowerCase()
  const problem = checkName(name, 'X-Total-Count')
  if (problem !== undefined) return problem
  if (lower === 'set-cookie' || lower === 'set-cookie2') {
    return {
      reason: 'is a header that no page can read, whatever the server exposes.',
      fix: 'Leave it out.',
    }
  }
  return { value: lower }
}

function checkName(name: string, example: string): Wrong | undefined {
  if (name === '*') {
    return {
      reason: 'is not one header.',
      fix: `Name each header your pages use, such as ${example}.`,
    }
  }
  if (isToken(name)) return undefined
  if (name === '') return { reason: 'is empty.', fix: `Write a name such as ${example}.` }
  const reason = 'is not the name of a header.'
  const [, before = '', sign = ''] = /^\s*(.*?)\s*([:=])/.exec(name) ?? []
  return isToken(before)
    ? { reason, fix: `Write the name alone: ${before}.`, shown: `${before}${sign}***` }
    : { reason, fix: `Write a name such as ${example}.` }
}
