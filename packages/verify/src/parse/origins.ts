import { appOriginOf } from '../app-origins/index.ts'
import { coversPublicSuffix, parseOriginPattern } from '../origin-pattern.ts'
import { parseUrl } from '../parse-url.ts'
import { isLoopback } from '../site.ts'
import type { Parsed } from './parsed.ts'

/**
 * Parses an origin as browsers serialize it (only scheme, host and port), the origin of an app, or a
 * pattern for origins. A `file:` URL becomes the origin `null`.
 *
 * @param target the API; its own origin is invalid, because a page there makes no cross-origin request
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
export function parseOrigin(origin: string, target: URL | undefined): Parsed<string> {
  const text = origin.trim()
  const wrong = checkIsOneValue(text)
  if (wrong !== undefined) return wrong
  // Browsers send `Origin: null` for a page from the disk, and for a sandboxed frame.
  if (/^(?:null|file:.*)$/i.test(text)) return { value: 'null' }
  if (text.includes('*')) return checkPattern(text, target)

  const url = parseLoosely(text)
  if (url === undefined) {
    return { reason: 'is not an origin.', fix: `Write one such as ${example}.` }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return parseAppOrigin(origin, url)
  if (url.origin !== origin) {
    return { reason: describeDifference(text, url), fix: `Write ${url.origin}.` }
  }
  if (url.origin === target?.origin) {
    return {
      reason:
        'is the origin of the target itself: a page there is same-origin, and CORS is not involved.',
      fix: 'Give the origin of the page that calls it from elsewhere.',
    }
  }
  return { value: origin }
}

const example = 'https://app.example.com'

/** Parses the origin of an app with a scheme of its own. In the URL standard, such URLs have an opaque origin. */
function parseAppOrigin(origin: string, { protocol, host }: URL): Parsed<string> {
  if (protocol === 'exp:')
    return {
      reason:
        'is a deep link of Expo Go. React Native sends no Origin header and checks no CORS headers, so a request that fails there fails for another reason.',
      fix: 'For Expo in a browser, give its origin, such as http://localhost:8081.',
    }
  const sent = `${protocol}//${host.toLowerCase()}`
  if (host === '' || !appOriginOf(sent))
    return {
      reason: 'is neither the origin of a page served over http or https, nor that of a known app.',
      fix: `Write one such as ${example} or capacitor://localhost: what self.origin is in the page.`,
    }
  return origin === sent
    ? { value: sent }
    : {
        reason:
          'is not serialized as webviews send it: scheme and host in lower case, nothing else.',
        fix: `Write ${sent}.`,
      }
}

function checkIsOneValue(text: string): { reason: string; fix: string } | undefined {
  if (text === '') {
    return {
      reason: 'is empty; if it comes from a variable, the variable is not set.',
      fix: `Write an origin such as ${example}.`,
    }
  }
  if (text === '*') {
    return {
      reason: 'is every origin; a browser sends the one of its page.',
      fix: `Write the origin of a page, such as ${example}.`,
    }
  }
  if (/[\s,;|]/.test(text)) {
    return {
      reason: 'holds more than one value.',
      fix: 'Give each origin with a flag of its own, or all separated by commas alone.',
    }
  }
  return undefined
}

/** A pattern is valid if its sample is a valid origin, and if its hosts belong to one owner. */
function checkPattern(text: string, target: URL | undefined): Parsed<string> {
  const pattern = parseOriginPattern(text)
  if (pattern === undefined)
    return {
      reason: 'has a * that is neither the first label of the host nor the port.',
      fix: 'Write a pattern such as https://*.preview.example.com, or the origin of one page.',
    }
  const sample = parseOrigin(pattern.sample, target)
  if (!('value' in sample)) return { reason: sample.reason, fix: pattern.toPattern(sample.fix) }
  if (coversPublicSuffix(pattern))
    return {
      reason: 'matches hosts that anyone can register.',
      fix: 'Write a pattern below your own domain, such as https://*.preview.example.com.',
    }
  return { value: text }
}

function parseLoosely(text: string): URL | undefined {
  if (!hasScheme(text)) return withScheme(text)
  return parseUrl(text)
}

/** Adds the missing scheme to a host: `http` for a loopback host, `https` for others. */
export function withScheme(text: string): URL | undefined {
  const url = parseUrl(`http://${text}`)
  if (url === undefined) return undefined
  return isLoopback(url.hostname) ? url : new URL(`https://${text}`)
}

/** A host with a port is not a scheme, although `new URL('localhost:5173')` takes it for one. */
export function hasScheme(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)
}

function describeDifference(text: string, url: URL): string {
  if (!hasScheme(text)) return 'lacks the scheme; browsers send it.'
  if (url.username !== '' || url.password !== '') return 'has a user; browsers send none.'
  if (url.search !== '' || url.hash !== '') return 'has a query or a fragment; browsers send none.'
  if (url.pathname !== '/') return 'has a path; browsers send none.'
  if (text.endsWith('/')) return 'ends in a slash; browsers send none.'
  const [scheme = '', host = ''] = text.split('://')
  if (/[A-Z]/.test(scheme + host)) return 'has upper-case letters; browsers send lower case.'
  if (/:(?:80|443)$/.test(text)) {
    return `has the port that ${url.protocol.slice(0, -1)} has anyway; browsers leave it out.`
  }
  return 'is not serialized as browsers send it.'
}
