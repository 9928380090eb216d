import { values, type WireResponse } from '../wire.ts'

/**
 * Parses the responses that a server sent on one connection, strictly.
 *
 * @param text all bytes until the connection ended, one character each
 * @param methods of the requests, in order: a response to HEAD has no body
 * @returns the complete responses, and the rest of the text
 */
export function responsesIn(
  text: string,
  methods: readonly string[],
): { responses: WireResponse[]; rest: string } {
  const responses: WireResponse[] = []
  let rest = text
  while (rest !== '') {
    const taken = takeResponse(rest, methods[responses.length])
    if (taken === undefined) break
    // 100 Continue is informational: the response follows.
    if (taken.response.status >= 200) responses.push(taken.response)
    rest = rest.slice(taken.end)
  }
  return { responses, rest }
}

function takeResponse(
  text: string,
  method = 'GET',
): { response: WireResponse; end: number } | undefined {
  const headEnd = text.indexOf('\r\n\r\n') + 4
  if (headEnd < 4) return undefined
  const [first = '', ...head] = text.slice(0, headEnd - 4).split('\r\n')
  const status = /^HTTP\/1\.1 (\d{3}) [\w' -]+$/.exec(first)?.[1]
  if (status === undefined) return undefined
  const lines = head.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  const response: WireResponse = { status: Number(status), lines, body: '' }

  // Node sends 431 and 408 before the method is known: these have a body, also for HEAD.
  const isHead = method === 'HEAD' && status !== '431' && status !== '408'
  const bodyless = isHead || status < '200' || status === '204' || status === '304'
  const body = bodyless ? { end: headEnd, text: '' } : bodyOf(response, text, headEnd)
  if (body === undefined) return undefined
  response.body = Buffer.from(body.text, 'latin1').toString()
  return { response, end: body.end }
}

/** @returns undefined if the text ends before the body does */
function bodyOf(
  response: WireResponse,
  text: string,
  start: number,
): { end: number; text: string } | undefined {
  const [length] = values(response, 'content-length')
  if (length !== undefined) {
    const end = start + Number(length)
    return end <= text.length ? { end, text: text.slice(start, end) } : undefined
  }
  if (values(response, 'transfer-encoding')[0] !== 'chunked') {
    return { end: text.length, text: text.slice(start) } // HTTP/1.0: the body ends with the connection
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
