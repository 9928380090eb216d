import { createServer } from 'node:http'
import type { CustomResponses, Lines } from '../shared/types.ts'
import { listenOnLoopback, type Listening } from './listen.ts'

/** What a response of one's own may be at most. */
export const customLimits = { lines: 50, headerCharacters: 8192, bodyCharacters: 16_384 }

const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/
const legalValue = /^[\t\x20-\x7e\x80-\xff]*$/
/** They frame the response, so the server writes them. */
const framing = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

const notFound: CustomResponses = {
  preflight: { status: 404, headers: [] },
  actual: { status: 404, headers: [], body: '' },
}

/**
 * Serves responses of one's own: OPTIONS gets that of a preflight, all else the actual one.
 *
 * @param responsesAt what a path gets; 404 where it gets nothing
 */
export async function listenCustom(
  responsesAt: (path: string) => CustomResponses | undefined,
): Promise<Listening> {
  const server = createServer((request, response) => {
    request.resume()
    const { preflight, actual } = responsesAt(request.url ?? '/') ?? notFound
    const isOptions = request.method === 'OPTIONS'
    const { status, headers } = isOptions ? preflight : actual
    response.writeHead(status, headers.flat())
    response.end(isOptions ? undefined : actual.body)
  })
  return listenOnLoopback(server)
}

/**
 * Reads a response of one's own.
 *
 * @returns the response, or every reason why no server can send it
 */
export function readCustomResponses(given: unknown): CustomResponses | { problems: string[] } {
  const problems: string[] = []
  const preflight = readHead('preflight', field(given, 'preflight'), problems)
  const actual = readHead('actual', field(given, 'actual'), problems)
  const body = field(field(given, 'actual'), 'body')
  if (typeof body !== 'string')
    problems.push(`actual.body ${show(body)}: not a text. Use "" for none.`)
  else if (body.length > customLimits.bodyCharacters)
    problems.push(`actual.body: longer than ${customLimits.bodyCharacters} characters. Shorten it.`)
  if (problems.length > 0 || typeof body !== 'string') return { problems }
  return { preflight, actual: { ...actual, body } }
}

function readHead(exchange: string, given: unknown, problems: string[]) {
  const status = field(given, 'status')
  if (!Number.isInteger(status) || Number(status) < 200 || Number(status) > 599)
    problems.push(`${exchange}.status ${show(status)}: a response has a status from 200 to 599.`)
  return { status: Number(status), headers: readLines(exchange, field(given, 'headers'), problems) }
}

function readLines(exchange: string, given: unknown, problems: string[]): Lines {
  if (!Array.isArray(given)) {
    problems.push(`${exchange}.headers ${show(given)}: not a list of [name, value] pairs.`)
    return []
  }
  const { lines: most, headerCharacters } = customLimits
  if (given.length > most) {
    problems.push(`${exchange}.headers: ${given.length} lines, and ${most} are the most.`)
    return []
  }
  const lines = given.flatMap((line: unknown, index) => {
    const where = `${exchange}.headers[${index}]`
    if (!isPair(line)) {
      problems.push(`${where} ${show(line)}: not a [name, value] pair of two texts.`)
      return []
    }
    const [name, value] = line
    if (!token.test(name))
      problems.push(`${where} name ${show(name)}: not a token. Use letters, digits and hyphens.`)
    else if (framing.has(name.toLowerCase()))
      problems.push(`${where} name ${show(name)}: the server frames its responses. Leave it out.`)
    if (!legalValue.test(value))
      problems.push(`${where} value ${show(value)}: has characters that no header line can carry.`)
    return [line]
  })
  const size = lines.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (size > headerCharacters)
    problems.push(`${exchange}.headers: ${size} characters, and ${headerCharacters} are the most.`)
  return lines
}

function isPair(given: unknown): given is [string, string] {
  return (
    Array.isArray(given) && given.length === 2 && given.every((each) => typeof each === 'string')
  )
}

function field(given: unknown, name: string): unknown {
  if (typeof given !== 'object' || given === null) return undefined
  return (given as Record<string, unknown>)[name]
}

function show(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value).slice(0, 100)
}
