import type { PastedExchange } from './types.ts'

type Head = [name: string, value: string][]

/** `HTTP/1.1 200 OK`, and `HTTP/2 200` without a reason. */
const statusLine = /^HTTP\/[\d.]+ (\d{3})(?: |$)/
const requestLine = /^([!#$%&'*+\-.^_`|~\w]+) \S+ HTTP\/[\d.]+$/
/** A trailing backslash of the shell continues a command on the next line. */
const command = /^\s*(?:[$%#>] +)?curl(?:\.exe)?\s/
/** Lines of `curl -v` about the connection. */
const remark = /^(?:\*|[{}] \[)/

/**
 * Reads the output of `curl -i` or `curl -v`, with the command above it or without. Bodies and interim
 * responses (100 to 199) are left out.
 *
 * @returns an exchange for each response, in their order; empty if there is no status line
 */
export function readCurlOutput(text: string): PastedExchange[] {
  const exchanges: PastedExchange[] = []
  let request: { method: string; headers: Head } | undefined
  let head: Head | undefined
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    if (remark.test(line)) continue
    if (command.test(line)) {
      request = requestOf(line)
      head = undefined
      continue
    }
    const content = line.replace(/^[<>] ?/, '')
    const [, status] = statusLine.exec(content) ?? []
    const [, method] = requestLine.exec(content) ?? []
    if (status !== undefined) {
      head = []
      if (status.startsWith('1')) continue
      exchanges.push({
        ...(request && { request }),
        response: { status: Number(status), headers: head },
      })
      request = undefined
    } else if (method !== undefined && line.startsWith('>')) {
      head = []
      request = { method, headers: head }
    } else if (content.trim() === '') head = undefined
    else head?.push(...linesOf(content))
  }
  return exchanges
}

/** Returns the method and the headers of a command; its other options do not matter here. */
function requestOf(line: string): { method: string; headers: Head } {
  const quoted = (option: string) =>
    [...line.matchAll(new RegExp(`\\s(?:${option})[ =]?(?:'([^']*)'|"([^"]*)"|(\\S+))`, 'g'))].map(
      ([, single, double, bare]) => single ?? double ?? bare ?? '',
    )
  const hasBody = /\s(?:-d|--data(?:-\w+)?|--json|-F|--form)[ =']/.test(line)
  const isHead = /\s(?:-\w*I|--head)(?:\s|$)/.test(line)
  const [given] = quoted('-X|--request')
  return {
    method: given ?? (hasBody ? 'POST' : isHead ? 'HEAD' : 'GET'),
    headers: quoted('-H|--header').flatMap(linesOf),
  }
}

function linesOf(line: string): Head {
  const colon = line.indexOf(':', 1)
  return colon < 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]]
}
