import type { CsrfAttempt, Need } from '../plan.ts'
import { parseMethod } from './methods.ts'
import type { Parsed, Wrong } from './parsed.ts'
import { parseReference } from './urls.ts'

/** Parses `GET /api/boom`: a request that the pages make, with the headers that they set. */
export function parseRequest(text: string, target: URL, headers: readonly string[]): Parsed<Need> {
  const [first = '', path, ...rest] = text.trim().split(/\s+/)
  if (path === undefined || rest.length > 0) return notARequest(text, first)
  const method = parseMethod(first)
  if (!('value' in method)) return method
  const url = parseReference(path, target)
  if (!('value' in url)) return url
  return { value: need(method.value, url.value, headers) }
}

/** Returns a request of the pages. GET and HEAD have no body, and so no `content-type`. */
export function need(method: string, url: URL, headers: readonly string[]): Need {
  const bodiless = method === 'GET' || method === 'HEAD'
  return {
    method,
    url: url.href,
    headers: bodiless ? headers.filter((name) => name !== 'content-type') : headers,
    named: true,
  }
}

/** Parses `POST /api/transfer amount=1`: a change that an attacker's page tries to make. */
export function parseCsrf(text: string, target: URL): Parsed<CsrfAttempt> {
  const [, first = '', path, body = ''] = /^\s*(\S+)(?:\s+(\S+))?\s*([^]*)$/.exec(text) ?? []
  if (path === undefined) return notARequest(text, first, 'POST')
  const method = parseMethod(first)
  if (!('value' in method)) return method
  if (method.value !== 'POST' && method.value !== 'GET') {
    return {
      reason: `is not a simple request: browsers send a preflight before a cross-origin ${method.value}.`,
      fix: 'Give a POST or GET that changes something, or leave it out.',
    }
  }
  if (method.value === 'GET' && body !== '') {
    return { reason: 'is a GET with a body; no page can send one.', fix: 'Leave out the body.' }
  }
  const url = parseReference(path, target)
  if (!('value' in url)) return url
  return { value: { method: method.value, url: url.value.href, ...(body !== '' && { body }) } }
}

function notARequest(text: string, first: string, method = 'GET'): Wrong {
  const path = /^(?:\/|https?:)/.test(first) ? first : '/api/items'
  return {
    reason: text.trim() === '' ? 'is empty.' : 'is not a method and a path.',
    fix: `Write it as "${method} ${path}".`,
  }
}
