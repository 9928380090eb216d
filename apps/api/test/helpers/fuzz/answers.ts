import { values, type Answer } from '../wire.ts'

/**
 * Takes what a server sent on one connection apart, strictly: what is no whole answer is `rest`.
 *
 * @param text all bytes until the connection ended, one character each
 * @param methods of the requests, in order: an answer to HEAD has no body
 */
export function answersIn(
  text: string,
  methods: readonly string[],
): { answers: Answer[]; rest: string } {
  const answers: Answer[] = []
  let rest = text
  while (rest !== '') {
    const taken = takeAnswer(rest, methods[answers.length])
    if (taken === undefined) break
    // 100 Continue is no answer; the answer follows.
    if (taken.answer.status >= 200) answers.push(taken.answer)
    rest = rest.slice(taken.end)
  }
  return { answers, rest }
}

function takeAnswer(text: string, method = 'GET'): { answer: Answer; end: number } | undefined {
  const headEnd = text.indexOf('\r\n\r\n') + 4
  if (headEnd < 4) return undefined
  const [first = '', ...head] = text.slice(0, headEnd - 4).split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) [\w' -]+$/.exec(first)?.[1]
  if (status === undefined) return undefined
  const lines = head.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const answer: Answer = { status: Number(status), lines, body: '' }

  // Who answers these has not read the method; the connection ends, so that a body does no harm.
  const isHead = method === 'HEAD' && status !== '431' && status !== '408'
  const bodyless = isHead || status < '200' || status === '204' || status === '304'
  const body = bodyless ? { end: headEnd, text: '' } : bodyOf(answer, text, headEnd)
  if (body === undefined) return undefined
  answer.body = Buffer.from(body.text, 'latin1').toString()
  return { answer, end: body.end }
}

/** @returns undefined if the text ends before the body does */
function bodyOf(
  answer: Answer,
  text: string,
  start: number,
): { end: number; text: string } | undefined {
  const [length] = values(answer, 'content-length')
  if (length !== undefined) {
    const end = start + Number(length)
    return end <= text.length ? { end, text: text.slice(start, end) } : undefined
  }
  if (values(answer, 'transfer-encoding')[0] !== 'chunked') {
    return { end: text.length, text: text.slice(start) } // HTTP/1.0: it ends with the connection
  }
  let body = ''
  for (let at = start; ;) {
    const lineEnd = text.indexOf('\r\n', at)
    const size = Number.parseInt(text.slice(at, lineEnd), 16)
    const end = lineEnd + 2 + size
    if (lineEnd < 0 || Number.isNaN(size) || text.slice(end, end + 2) !== '\r\n') return undefined
    if (size === 0) return { end: end + 2, text: body }
    body += text.slice(lineEnd + 2, end)
    at = end + 2
  }
}
