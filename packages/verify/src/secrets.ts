import { redactUrls, secretParameters } from './http/redact.ts'
import type { VerifyOptions } from './options.ts'

/** The target and the options that may hold secrets. */
export interface WithSecrets {
  target: string
  options: Pick<VerifyOptions, 'origins' | 'cookies' | 'requestHeaders'>
}

/** Headers whose values are media types, not secrets. */
const notSecret = new Set(['accept', 'content-type'])

/**
 * Lists the secrets of valid options, in the form in which a server could repeat them: values of cookies, of
 * request headers and of URL parameters, longest first. Short values without a digit, such as `true`, are not
 * secrets.
 */
export function secretsOf({ target, options }: WithSecrets): string[] {
  const headers = (options.requestHeaders ?? []).flatMap((header) => {
    const [, name = '', value = ''] = /^\s*([^\s:]+)\s*:\s*(.*)$/s.exec(header) ?? []
    // A header of any name may hold a token.
    return notSecret.has(name.toLowerCase()) ? [] : [value, value.replace(/^\S+ /, '')]
  })
  const url = new URL(target)
  const hosts = [url.origin, ...options.origins]
  const cookies = Object.values(options.cookies ?? {})
  return [...cookies, ...headers, ...secretParameters(url.href)]
    .filter((value) => looksRandom(value) && !hosts.some((host) => host.includes(value)))
    .sort((a, b) => b.length - a.length)
}

function looksRandom(value: string): boolean {
  return value.length >= 20 || (value.length >= 8 && /\d/.test(value))
}

/** Redacts secrets, and parameters of URLs that are credentials, in every string of a report. */
export function hideSecrets<T>(value: T, secrets: readonly string[]): T {
  return hide(value, secrets) as T
}

function hide(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    return redactUrls(secrets.reduce((text, secret) => text.replaceAll(secret, '***'), value))
  }
  if (Array.isArray(value)) return value.map((entry) => hide(entry, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, hide(entry, secrets)]),
  )
}
