import { connect } from 'node:net'
import { values, type WireResponse } from '../wire.ts'
import { expected, type Expected } from './oracle.ts'
import { responsesIn } from './responses.ts'

/** Pipelined requests on one connection. The last one ends it. */
export interface Conversation {
  requests: string[]
  /** Sizes of the writes, used cyclically. Empty: one write. */
  pieces: number[]
  /** Half-closes the connection at the end. */
  halfCloses: boolean
  /** Whether the response comes only after the time-out of the server. */
  isSlow: boolean
}

/** A rule that a response breaks. */
export interface Violation {
  rule: string
  detail: string
}

/** Maximum time for one connection. A stalled request has its response after 11 s. */
const timeoutMs = 30_000
const lastRequest = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

/** Sends a conversation, and compares every response with the oracle. */
export async function converse(
  port: number,
  conversation: Conversation,
  cookie: string,
): Promise<Violation[]> {
  const expectations = conversation.requests.map((bytes) => expected(bytes, cookie))
  const requests = [...conversation.requests]
  if (!expectations.some(({ ends, streams }) => ends || streams)) {
    // Ends a connection that could continue. Its response also reveals a surplus one before it.
    requests.push(lastRequest)
    expectations.push(expected(lastRequest, cookie))
  }
  const { text, closed } = await exchange(port, { ...conversation, requests }, expectations)
  const { responses, rest } = responsesIn(
    text,
    expectations.map(({ method }) => method),
  )
  const count = expectations.filter(({ statuses }) => statuses.length > 0).length

  const violations = expectations.flatMap((each, index) => {
    const response = responses[index]
    return response ? violationsIn(response, each) : []
  })
  const streams = expectations.some((each) => each.streams)
  if (!closed && !streams) violations.push(violation('OPEN', 'the connection did not end'))
  if (responses.length < count && !(streams && rest !== '')) {
    const detail = `${responses.length} responses to ${count} requests, then ${show(rest)}`
    violations.push(violation('NO RESPONSE', detail))
  } else if (responses.length > count || (rest !== '' && !streams)) {
    const surplus = show(responses[count]?.lines ?? rest)
    violations.push(violation('TOO MANY', `${responses.length} for ${count} requests: ${surplus}`))
  }
  return violations
}

/** Sends all requests, and returns the bytes that the server sends until the connection ends. */
function exchange(
  port: number,
  { requests, pieces, halfCloses }: Conversation,
  expectations: readonly Expected[],
): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const chunks: Buffer[] = []
    const finish = (closed: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed })
    }
    const timer = setTimeout(finish, timeoutMs, false)
    const streams = expectations.some((each) => each.streams)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (streams && chunk.includes(': open\n\n')) finish(false)
    })
    socket.on('error', () => {}) // a reset counts as a close
    socket.on('close', () => finish(true))

    const bytes = Buffer.from(requests.join(''), 'latin1')
    const write = (at: number, turn: number) => {
      const size = pieces[turn % pieces.length] ?? bytes.length
      socket.write(bytes.subarray(at, at + size))
      if (at + size < bytes.length) setImmediate(write, at + size, turn + 1)
      else if (halfCloses) socket.end()
    }
    socket.on('connect', () => write(0, 0))
  })
}

function violationsIn(response: WireResponse, expectation: Expected): Violation[] {
  const { statuses, reader, isPreflight, kind } = expectation
  const violations: Violation[] = []
  const check = (rule: string, holds: boolean, detail: string) => {
    if (!holds) violations.push(violation(rule, `${detail} (${kind} request, ${response.status} ${response.body.slice(0, 200)})`))
  }
  const all = (name: string) => values(response, name)
  const same = (name: string, expected: readonly string[]) => all(name).join('\n') === expected.join('\n')
  const readers = reader === undefined ? [] : [reader]

  check('STATUS', statuses.includes(response.status), `not one of ${statuses.join(', ')}`)
  check('ACAO', same('access-control-allow-origin', readers), `ACAO ${show(all('access-control-allow-origin'))} is not ${show(readers)}`)
  check('ACAC', same('access-control-allow-credentials', readers.map(() => 'true')), `ACAC ${show(all('access-control-allow-credentials'))}`)
  const varies = all('vary').flatMap((value) => value.split(',')).filter((member) => /^\s*origin\s*$/i.test(member))
  check('VARY', varies.length === 1, `Vary ${show(all('vary'))} names Origin ${varies.length} times`)
  for (const name of ['access-control-allow-methods', 'access-control-allow-headers', 'access-control-max-age']) {
    check('PREFLIGHT', all(name).length === Number(isPreflight), `${name} ${show(all(name))}`)
  }
  check('EXPOSE', all('access-control-expose-headers').length <= readers.length, 'Expose-Headers for an origin that is not allowed')
  if (response.status >= 400 && expectation.method !== 'HEAD' && !expectation.isBare) {
    check('BODY', isErrorResponse(response.body), 'no code and request id')
  }
  return violations
} // prettier-ignore

function isErrorResponse(body: string): boolean {
  try {
    const error = JSON.parse(body) as Record<string, unknown>
    return typeof error['code'] === 'string' && typeof error['requestId'] === 'string'
  } catch {
    return false
  }
}

const violation = (rule: string, detail: string): Violation => ({ rule, detail })
const show = (value: unknown) => JSON.stringify(value).slice(0, 300)
