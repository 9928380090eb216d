import type { Lines, PageName } from '../../shared/types.ts'
import { pageNames, rightSetUp, type BuiltSetUp } from './set-up.ts'

const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
const legalValue = /^[\t\x20-\x7e\x80-\xff]*$/
const maximumLines = 30
const maximumLength = 2000

/** A set-up as the query of a link. */
export function toQuery(setUp: BuiltSetUp): string {
  const query = new URLSearchParams({
    page: setUp.page,
    method: setUp.method,
    credentials: setUp.credentials,
    preflight: String(setUp.preflight.status),
    status: String(setUp.actual.status),
  })
  for (const [name, value] of setUp.requestHeaders) query.append('q', `${name}: ${value}`)
  for (const [name, value] of setUp.preflight.headers) query.append('p', `${name}: ${value}`)
  for (const [name, value] of setUp.actual.headers) query.append('a', `${name}: ${value}`)
  return query.toString()
}

/** A shared link's set-up, and what of it could not be read. Nothing in a link is trusted. */
export function fromQuery(text: string): { setUp: BuiltSetUp; ignored: string[] } {
  if (text === '') return { setUp: rightSetUp, ignored: [] }
  const query = new URLSearchParams(text.slice(0, 20_000))
  const ignored: string[] = []
  const ignore = (what: string) => void ignored.push(what.slice(0, 80))

  const read = <T>(name: string, parse: (value: string) => T | undefined, otherwise: T): T => {
    const value = query.get(name)
    if (value === null) return otherwise
    const parsed = parse(value)
    if (parsed === undefined) ignore(`${name}=${value}`)
    return parsed ?? otherwise
  }
  const lines = (name: string): Lines => {
    const given = query.getAll(name)
    if (given.length > maximumLines) ignore(`${given.length - maximumLines} lines of ${name}`)
    return given.slice(0, maximumLines).flatMap((line): Lines => {
      const parsed = parseLine(line)
      if (!parsed) ignore(line)
      return parsed ? [parsed] : []
    })
  }

  const setUp: BuiltSetUp = {
    page: read(
      'page',
      (value) => pageNames.find((name): name is PageName => name === value),
      'app',
    ),
    method: read('method', (value) => (isMethod(value) ? value : undefined), 'GET'),
    credentials: read(
      'credentials',
      (value) => (value === 'include' || value === 'omit' ? value : undefined),
      'omit',
    ),
    requestHeaders: lines('q'),
    preflight: { status: read('preflight', parseStatus, 204), headers: lines('p') },
    actual: { status: read('status', parseStatus, 200), headers: lines('a') },
  }
  return { setUp, ignored }
}

export function isMethod(value: string): boolean {
  return value.length <= 40 && token.test(value)
}

/** A status that an answer may end with. */
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
