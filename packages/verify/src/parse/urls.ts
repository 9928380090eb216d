import { parseUrl } from '../parse-url.ts'
import { hasScheme, withScheme } from './origins.ts'
import type { Parsed } from './parsed.ts'

/** Parses the URL of the resource that the pages read. */
export function parseTarget(text: string): Parsed<URL> {
  if (text === '') {
    return {
      reason: 'is missing.',
      fix: 'Give the URL of a resource your pages read, such as https://api.example.com/items.',
    }
  }
  if (!hasScheme(text)) {
    const url = text.startsWith('/') ? undefined : withScheme(text)
    return url === undefined ? notAUrl : { reason: 'lacks the scheme.', fix: `Write ${url.href}.` }
  }
  const url = parseUrl(text)
  return url ? checkUrl(url, ['http:', 'https:']) : notAUrl
}

const notAUrl = {
  reason: 'is not a URL.',
  fix: 'Write one such as https://api.example.com/items.',
}

/** Base URL for paths if the target is invalid, so that they are checked as well. */
export const placeholderTarget = new URL('https://api.example.com/')

/** Parses a further URL on the origin of the target, or a path that resolves against the target. */
export function parseReference(text: string, target: URL): Parsed<URL> {
  const parsed = parseAny(text, target, ['http:', 'https:'])
  if (!('value' in parsed) || target === placeholderTarget) return parsed
  if (parsed.value.origin === target.origin) return parsed
  return {
    reason: `is on another origin than ${target.origin}, whose cookies and responses are not those of the target.`,
    fix: 'Verify it in a run of its own.',
  }
}

/** Parses the URL of an event stream, on any origin. */
export function parseStream(text: string, target: URL): Parsed<URL> {
  return parseAny(text, target, ['http:', 'https:'])
}

/** Parses the URL of a WebSocket, on any origin. As in browsers, `http` and `https` become `ws` and `wss`. */
export function parseWebSocket(text: string, target: URL): Parsed<URL> {
  const parsed = parseAny(text, target, ['http:', 'https:', 'ws:', 'wss:'])
  if (!('value' in parsed)) return parsed
  const url = new URL(parsed.value)
  url.protocol = url.protocol.replace('http', 'ws')
  return { value: url }
}

function parseAny(text: string, target: URL, protocols: readonly string[]): Parsed<URL> {
  if (text === '') return { reason: 'is empty.', fix: 'Write a path such as /api/items.' }
  if (/^[a-z][\w.-]*:\d/i.test(text)) {
    return { reason: 'lacks the scheme.', fix: `Write ${protocols.at(-1) ?? ''}//${text}.` }
  }
  const url = parseUrl(text, target)
  return url
    ? checkUrl(url, protocols)
    : { reason: 'is not a URL or a path.', fix: 'Write one such as /api/items.' }
}

function checkUrl(url: URL, protocols: readonly string[]): Parsed<URL> {
  if (!protocols.includes(url.protocol)) {
    const names = protocols.map((protocol) => protocol.slice(0, -1)).join(', ')
    return {
      reason: `has the scheme ${url.protocol.slice(0, -1)}.`,
      fix: `Use one of ${names}: a page cannot send requests with another scheme.`,
    }
  }
  if (url.username !== '' || url.password !== '') {
    return {
      reason: 'holds a user or a password, which no fetch may carry.',
      fix: 'Leave it out, and give a session with --cookie name=value.',
    }
  }
  if (url.hash !== '') {
    return {
      reason: `has the fragment ${url.hash}, which is never sent.`,
      fix: `Write ${url.href.slice(0, -url.hash.length)}.`,
    }
  }
  return { value: url }
}
