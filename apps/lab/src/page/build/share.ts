import { headerValue, maxHeaderLines, token } from '../../shared/header-syntax.ts'
import type { Lines } from '../../shared/types.ts'
import { readQuery } from './query-reader.ts'
import {
  modes,
  pageNames,
  redirects,
  rightConfiguration,
  type Configuration,
} from './configuration.ts'

/** Characters of a header value. */
const maximumLength = 2000
/** Characters of a query. A configuration that can be run has fewer, with every character escaped. */
const maximumQuery = 150_000

/** Returns a configuration as the query of a link. */
export function toQuery(configuration: Configuration): string {
  const query = new URLSearchParams({
    page: configuration.page,
    method: configuration.method,
    credentials: configuration.credentials,
    preflight: String(configuration.preflight.status),
    status: String(configuration.actual.status),
  })
  if (configuration.mode !== 'cors') query.set('mode', configuration.mode)
  if (configuration.redirect !== 'follow') query.set('redirect', configuration.redirect)
  for (const [name, value] of configuration.requestHeaders) query.append('q', `${name}: ${value}`)
  for (const [name, value] of configuration.preflight.headers)
    query.append('p', `${name}: ${value}`)
  for (const [name, value] of configuration.actual.headers) query.append('a', `${name}: ${value}`)
  return query.toString()
}

/**
 * Reads the configuration in the query of a shared link, which is untrusted.
 *
 * @returns the configuration, and the parts of the query that were ignored with the reasons
 */
export function fromQuery(text: string): { configuration: Configuration; ignored: string[] } {
  if (text === '') return { configuration: rightConfiguration, ignored: [] }
  if (text.length > maximumQuery) {
    const ignored = [`all of its ${text.length} characters: the maximum is ${maximumQuery}`]
    return { configuration: rightConfiguration, ignored }
  }
  const { one, all, ignored } = readQuery(text)
  const status = (name: string, otherwise: number) =>
    one(name, otherwise, parseStatus, 'is not a status from 200 to 599')
  const lines = (name: string): Lines =>
    all(name, maxHeaderLines, parseLine, 'is not a line “Name: value” that can be sent')
  const configuration: Configuration = {
    page: one('page', 'app', oneOf(pageNames), 'is not a page of the lab'),
    method: one('method', 'GET', parseMethod, 'is not a method'),
    credentials: one('credentials', 'omit', oneOf(['include', 'omit']), 'is not include or omit'),
    mode: one('mode', 'cors', oneOf(modes), `is not ${modes.join(', ')}`),
    redirect: one('redirect', 'follow', oneOf(redirects), `is not ${redirects.join(', ')}`),
    requestHeaders: lines('q'),
    preflight: { status: status('preflight', 204), headers: lines('p') },
    actual: { status: status('status', 200), headers: lines('a') },
  }
  return { configuration, ignored: ignored() }
}

function oneOf<T extends string>(names: readonly T[]): (value: string) => T | undefined {
  return (value) => names.find((name) => name === value)
}

/** Returns the text if it is a method of at most 40 characters. */
export function parseMethod(text: string): string | undefined {
  return text.length <= 40 && token.test(text) ? text : undefined
}

/** Returns a status from 200 to 599: 100 to 199 are interim responses. */
export function parseStatus(text: string): number | undefined {
  return /^[2-5]\d\d$/.test(text.trim()) ? Number(text) : undefined
}

/** Parses `Name: value`; undefined if it cannot be sent as a header line. */
export function parseLine(line: string): readonly [name: string, value: string] | undefined {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? []
  const stripped = value.trim()
  if (!token.test(name.trim()) || !headerValue.test(stripped)) return undefined
  return stripped.length > maximumLength ? undefined : [name.trim(), stripped]
}
