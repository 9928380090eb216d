import { connect } from 'node:net'
import { values, type Answer } from '../wire.ts'
import { answersIn } from './answers.ts'
import { expected, type Expected } from './oracle.ts'

/** Requests on one connection, pipelined: the last one ends it. */
export interface Conversation {
  requests: string[]
  /** Sizes of what is written at once, over and over; all at once if empty. */
  pieces: number[]
  /** Says at the end that nothing more will come. */
  halfCloses: boolean
  /** Whether the answer comes only when the server has waited long enough. */
  isSlow: boolean
}

/** What is wrong: the rule that was broken, and how. */
export interface Complaint {
  rule: string
  what: string
}

/** A server that says nothing for this long will not: a stalled request is answered in 11 s. */
const patienceMs = 30_000
const farewell = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'

/** Has a conversation and holds every answer against the oracle. */
export async function converse(
  port: number,
  conversation: Conversation,
  cookie: string,
): Promise<Complaint[]> {
  const wanted = conversation.requests.map((bytes) => expected(bytes, cookie))
  const requests = [...conversation.requests]
  if (!wanted.some(({ ends, streams }) => ends || streams)) {
    // A connection that could go on is asked once more: an answer too many would be seen.
    requests.push(farewell)
    wanted.push(expected(farewell, cookie))
  }
  const { text, closed } = await exchange(port, { ...conversation, requests }, wanted)
  const { answers, rest } = answersIn(
    text,
    wanted.map(({ method }) => method),
  )
  const count = wanted.filter(({ statuses }) => statuses.length > 0).length

  const complaints = wanted.flatMap((each, index) => {
    const answer = answers[index]
    return answer ? complaintsAbout(answer, each) : []
  })
  const streams = wanted.some((each) => each.streams)
  if (!closed && !streams) complaints.push(complaint('OPEN', 'the connection never ended'))
  if (answers.length < count && !(streams && rest !== '')) {
    const what = `${answers.length} answers to ${count} requests, then ${show(rest)}`
    complaints.push(complaint('UNANSWERED', what))
  } else if (answers.length > count || (rest !== '' && !streams)) {
    const surplus = show(answers[count]?.lines ?? rest)
    complaints.push(complaint('TOO MANY', `${answers.length} for ${count} requests: ${surplus}`))
  }
  return complaints
}

/** Sends all of it and takes what comes until the server ends the connection. */
function exchange(
  port: number,
  { requests, pieces, halfCloses }: Conversation,
  wanted: readonly Expected[],
): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const chunks: Buffer[] = []
    const finish = (closed: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ text: Buffer.concat(chunks).toString('latin1'), closed })
    }
    const timer = setTimeout(finish, patienceMs, false)
    const streams = wanted.some((each) => each.streams)
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (streams && chunk.includes(': open\n\n')) finish(false)
    })
    socket.on('error', () => {}) // a reset is a close
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

function complaintsAbout(answer: Answer, wanted: Expected): Complaint[] {
  const { statuses, reader, isPreflight, kind } = wanted
  const complaints: Complaint[] = []
  const must = (rule: string, holds: boolean, what: string) => {
    if (!holds) complaints.push(complaint(rule, `${what} (${kind} request, ${answer.status} ${answer.body.slice(0, 200)})`))
  }
  const all = (name: string) => values(answer, name)
  const same = (name: string, expected: readonly string[]) => all(name).join('\n') === expected.join('\n')
  const readers = reader === undefined ? [] : [reader]

  must('STATUS', statuses.includes(answer.status), `not one of ${statuses.join(', ')}`)
  must('ACAO', same('access-control-allow-origin', readers), `ACAO ${show(all('access-control-allow-origin'))} is not ${show(readers)}`)
  must('ACAC', same('access-control-allow-credentials', readers.map(() => 'true')), `ACAC ${show(all('access-control-allow-credentials'))}`)
  const varies = all('vary').flatMap((value) => value.split(',')).filter((member) => /^\s*origin\s*$/i.test(member))
  must('VARY', varies.length === 1, `Vary ${show(all('vary'))} names Origin ${varies.length} times`)
  for (const name of ['access-control-allow-methods', 'access-control-allow-headers', 'access-control-max-age']) {
    must('PREFLIGHT', all(name).length === Number(isPreflight), `${name} ${show(all(name))}`)
  }
  must('EXPOSE', all('access-control-expose-headers').length <= readers.length, 'Expose-Headers for a stranger')
  if (answer.status >= 400 && wanted.method !== 'HEAD' && !wanted.isBare) {
    must('SILENT', isProblem(answer.body), 'no code and request id')
  }
  return complaints
} // prettier-ignore

function isProblem(body: string): boolean {
  try {
    const problem = JSON.parse(body) as Record<string, unknown>
    return typeof problem['code'] === 'string' && typeof problem['requestId'] === 'string'
  } catch {
    return false
  }
}

const complaint = (rule: string, what: string): Complaint => ({ rule, what })
const show = (value: unknown) => JSON.stringify(value).slice(0, 300)
