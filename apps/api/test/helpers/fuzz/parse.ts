import { METHODS } from 'node:http'

/** A request as RFC 9112 reads its bytes. */
export interface Parsed {
  method: string
  target: string
  version: string
  /** Values of a header without surrounding whitespace, one for each line. */
  values: (name: string) => string[]
  /**
   * `head`: the head is invalid. `body`: the head is valid and the body is not. `short`: the bytes end
   * too early, in the head or in the body. `surplus`: bytes follow the body.
   */
  fault: 'none' | 'head' | 'body' | 'short' | 'surplus'
  /** Whether the head is complete and valid. */
  headIsComplete: boolean
  /** Bytes that count against the header limit: target, names, values. */
  headSize: number
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/

/**
 * Parses a request without Node's HTTP parser, which is a part of the tested server.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#name-message-format
 */
export function parse(bytes: string): Parsed {
  const headEnd = bytes.indexOf('\r\n\r\n')
  const head = headEnd < 0 ? bytes : bytes.slice(0, headEnd)
  const [first = '', ...rest] = head.split('\r\n')
  const [, method = '', target = '', version = ''] =
    /^([A-Z-]+) ([!-~]+) HTTP\/(1\.[01])$/.exec(first) ?? []

  const lines = rest.map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, Math.max(colon, 0)), value: trim(line.slice(colon + 1)) }
  })
  const values = (name: string) =>
    lines.filter((line) => line.name.toLowerCase() === name).map(({ value }) => value)

  const headIsValid =
    METHODS.includes(method) &&
    /^(?:\/|\*$|https?:\/\/)/i.test(target) &&
    lines.every(({ name, value }) => token.test(name) && !/[^\t -~\x80-\xff]/.test(value)) &&
    lengthIsValid(values)
  const body = headEnd < 0 ? 'short' : bodyFault(bytes.slice(headEnd + 4), values)
  return {
    method,
    target,
    version,
    values,
    fault: headEnd < 0 && !headIsValid ? 'short' : headIsValid ? body : 'head',
    headIsComplete: headEnd >= 0 && headIsValid,
    headSize: lines.reduce(
      (sum, { name, value }) => sum + name.length + value.length,
      target.length,
    ),
  }
}

function trim(value: string): string {
  let [start, end] = [0, value.length]
  while (/[ \t]/.test(value.charAt(start))) start += 1
  while (end > start && /[ \t]/.test(value.charAt(end - 1))) end -= 1
  return value.slice(start, end)
}

/** Whether the body has at most one length, in digits. Two lengths allow request smuggling. */
function lengthIsValid(values: Parsed['values']): boolean {
  const lengths = values('content-length')
  if (lengths.length > 1 || lengths.some((length) => !/^\d{1,15}$/.test(length))) return false
  return lengths.length === 0 || values('transfer-encoding').length === 0
}

function bodyFault(body: string, values: Parsed['values']): Parsed['fault'] {
  const coding = values('transfer-encoding').at(-1)
  if (coding !== undefined) return coding === 'chunked' ? chunksFault(body) : 'body'
  const wanted = Number(values('content-length')[0] ?? 0)
  if (body.length < wanted) return 'short'
  return body.length === wanted ? 'none' : 'surplus'
}

function chunksFault(body: string): Parsed['fault'] {
  for (let at = 0; ;) {
    const lineEnd = body.indexOf('\r\n', at)
    const size = /^([0-9a-f]{1,8})(?:;[!-~]*)?$/i.exec(body.slice(at, lineEnd))?.[1]
    if (lineEnd < 0 || size === undefined) return 'body'
    if (size === '0') {
      const trailers = body.slice(lineEnd + 2)
      return /^(?:[\w-]+:[^\r]*\r\n)*\r\n$/.test(trailers) ? 'none' : 'body'
    }
    at = lineEnd + 2 + Number.parseInt(size, 16)
    if (body.slice(at, at + 2) !== '\r\n') return 'body'
    at += 2
  }
}
