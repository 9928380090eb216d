import { defaultPort, isAddress } from './origin.ts'
import type { RuleCode } from './rules.ts'

/**
 * Compares an origin as it is written with its ASCII serialization, part by part.
 *
 * @param url the same, parsed
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
export function checkOriginSyntax(text: string, url: URL): RuleCode[] {
  if (text === url.origin && !url.hostname.endsWith('.')) return []

  const codes: RuleCode[] = []
  const [, scheme = '', authority = '', rest = ''] = /^(.*?):\/\/([^/?#\\]*)(.*)$/s.exec(text) ?? []
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1)
  const [, host = '', port] = /^(.*?)(?::(\d*))?$/s.exec(hostAndPort) ?? []

  if (authority.includes('@')) codes.push('ORIGIN_USERINFO')
  if (rest === '/') codes.push('ORIGIN_TRAILING_SLASH')
  else if (/^[/\\]./s.test(rest) && url.pathname !== '/') codes.push('ORIGIN_PATH')
  if (rest.includes('?')) codes.push('ORIGIN_QUERY')
  if (rest.includes('#')) codes.push('ORIGIN_FRAGMENT')
  if (/[A-Z]/.test(scheme + host)) codes.push('ORIGIN_UPPER_CASE')
  if (port === defaultPort(url.protocol.slice(0, -1))) codes.push('ORIGIN_DEFAULT_PORT')
  if (url.hostname.endsWith('.')) codes.push('ORIGIN_TRAILING_DOT')
  if (/[^\0-\x7f]/.test(host)) codes.push('ORIGIN_UNICODE_HOST')
  else if (host.toLowerCase() !== url.hostname) {
    codes.push(isAddress(url.hostname) ? 'ORIGIN_IP_NOT_CANONICAL' : 'ORIGIN_NOT_CANONICAL')
  }
  return codes.length > 0 ? codes : ['ORIGIN_NOT_CANONICAL']
}
