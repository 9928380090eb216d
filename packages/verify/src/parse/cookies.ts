import { isToken } from '../decide/header-list.ts'
import type { Parsed } from './parsed.ts'

/** Parses the name and value of a cookie for the `Cookie` header. */
export function parseCookie(name: string, value: string): Parsed<readonly [string, string]> {
  if (!isToken(name)) {
    return {
      reason: name === '' ? 'lacks the name.' : 'has a name with a character no cookie name has.',
      fix: 'Write it as name=value.',
    }
  }
  if (!/^[\x20-\x3a\x3c-\x7e]*$/.test(value)) {
    return {
      reason: 'has a value with a character no cookie value has.',
      fix: 'Copy only the value from the browser, without the attributes after the semicolon.',
    }
  }
  return { value: [name, value] }
}
