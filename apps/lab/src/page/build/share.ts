import type { Lines } from '../../shared/types.ts'
import { token } from '../reading/lines.ts'
import { readQuery } from './query-reader.ts'
import {
  modes,
  pageNames,
  redirects,
  rightConfiguration,
  type Configuration,
} from './configuration.ts'

const legalValue = /^[\t\x20-\x7e\x80-\xff]*$/
/** As many lines as the lab's server takes for one response. */
const maximumLines = 50
const maximumLength = 2000
/** More than any configuration has that can be run, with every character escaped. */
const maximumQuery = 150_000

/** A configuration as the query of a link. */
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

/** A shared link's configuration, and what of it could not be read. Nothing in a link is trusted. */
export function fromQuery(text: string): { configuration: Configuration; ignored: string[] } {
  if (text === '') return { configuration: rightConfiguration, ignored: [] }
  if (text.length > maximumQuery) {
    const ignored = [`all of its ${text.length} characters: ${maximumQuery} are the most`]
    return { configuration: rightConfiguration, ignored }
  }
  const { one, all, ignored } = readQuery(text)
  const status = (name: string, otherwise: number) =>
    one(name, otherwise, parseStatus, 'is no status from 200 to 599')
  const lines = (name: string): Lines =>
    all(name, maximumLines, parseLine, 'is no line “Name: value” that can be sent')
  const configuration: Configuration = {
    page: one('page', 'app', oneOf(pageNames), 'is no page of the lab'),
    method: one('method', 'GET', parseMethod, 'is no method'),
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

export function parseMethod(text: string): string | undefined {
  return text.length <= 40 && token.test(text) ? text : undefined
}

/** A status that a response may end with. */
export function parseStatus(text: string): number | undefined {
  return /^[2-5]\d\d$/.test(text.trim()) ? Number(text) : undefined
}

/** `Name: value`, if it can stand on the wire. */
export function parseLine(line: string): readonly [name: string, value: string] | undefined {
  const [, name = '', value = ''] = /^([^:]*):(.*)$/s.exec(line) ?? []
  const stripped = value.trim()
  if (!token.test(name.trim()) || !legalValue.test(stripped)) return undefined
  return stripped.length > maximumLength ? undefined : [name.trim(), stripped]
}
