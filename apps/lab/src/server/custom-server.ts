import { createServer } from 'node:http'
import { headerValue, maxHeaderLines, token } from '../shared/header-syntax.ts'
import type { CustomResponses, Lines } from '../shared/types.ts'
import { listenOnLoopback, type Listening } from './listen.ts'

/** The maximum number of header lines, and of characters in them and in the body, of a custom response. */
export const customLimits = {
  lines: maxHeaderLines,
  headerCharacters: 8192,
  bodyCharacters: 16_384,
}

/** Headers that Node writes itself to frame a response. */
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
 * Starts a server with custom responses: OPTIONS gets the response to the preflight, every other method the
 * actual one.
 *
 * @param responsesAt returns the responses for a path; undefined for 404
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
 * Validates the responses of a custom server.
 *
 * @param given parsed JSON
 * @returns the responses, or every reason why a server cannot send them
 */
export function readCustomResponses(given: unknown): CustomResponses | { problems: string[] } {
  const problems: string[] = []
  const preflight = readHead('preflight', field(given, 'preflight'), problems)
  const actual = readHead('actual', field(given, 'actual'), problems)
  const body = field(field(given, 'actual'), 'body')
  if (typeof body !== 'string')
    problems.push(`actual.body ${show(body)}: not a string. Use "" for an empty body.`)
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
  const { lines: maxLines, headerCharacters } = customLimits
  if (given.length > maxLines) {
    problems.push(`${exchange}.headers: ${given.length} lines; the maximum is ${maxLines}.`)
    return []
  }
  const lines = given.flatMap((line: unknown, index) => {
    const where = `${exchange}.headers[${index}]`
    if (!isPair(line)) {
      problems.push(`${where} ${show(line)}: not a [name, value] pair of two strings.`)
      return []
    }
    const [name, value] = line
    if (!token.test(name))
      problems.push(`${where} name ${show(name)}: not a token. Use letters, digits and hyphens.`)
    else if (framing.has(name.toLowerCase()))
      problems.push(`${where} name ${show(name)}: the server frames its responses. Remove it.`)
    if (!headerValue.test(value))
      problems.push(
        `${where} value ${show(value)}: has characters that are not allowed in a header line.`,
      )
    return [line]
  })
  const size = lines.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  if (size > headerCharacters)
    problems.push(`${exchange}.headers: ${size} characters; the maximum is ${headerCharacters}.`)
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
