import { isForbiddenRequestHeader } from '../decide/forbidden-headers.ts'
import { isToken } from '../decide/header-list.ts'
import type { Parsed, Wrong } from './parsed.ts'

/** The name, in lower case, of a request header that a page sets. */
export function parseRequestHeader(name: string): Parsed<string> {
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

/** The name, in lower case, of a response header that a page reads. */
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
