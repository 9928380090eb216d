import { redact } from '../http/redact.ts'
import type { HeaderLines } from '../decide/types.ts'
import type { Evidence } from '../report.ts'
import { printable, shorten } from './printable.ts'

const requestHeaders =
  /^(?:origin|access-control-request-.*|content-type|cookie|upgrade|sec-fetch-site)$/i
const responseHeaders =
  /^(?:access-control-.*|vary|location|set-cookie|content-type|cache-control|age|x-cache|www-authenticate|retry-after|ratelimit.*)$/i

/**
 * Formats an exchange: the request line, the status and the headers that matter for CORS.
 * Values are redacted, made printable and shortened.
 */
export function exchangeLines({ request, response, remark, about = [] }: Evidence): string[] {
  const isShown = (name: string) => responseHeaders.test(name) || about.includes(name.toLowerCase())
  return [
    `> ${clean(`${request.method} ${request.url}`)}`,
    ...headerLines('>', request.headers, (name) => requestHeaders.test(name)),
    ...(response === undefined ? [] : [`< ${response.status}`]),
    ...(response === undefined ? [] : headerLines('<', response.headers, isShown)),
    ...(response === undefined || response.headers.some(([name]) => isCors(name))
      ? []
      : ['< (no Access-Control-* header)']),
    ...(remark === undefined ? [] : [`! ${clean(remark)}`]),
  ]
}

function headerLines(
  mark: string,
  headers: HeaderLines,
  wanted: (name: string) => boolean,
): string[] {
  return redact(headers)
    .filter(([name]) => wanted(name))
    .map(([name, value]) => `${mark} ${clean(`${name}: ${value}`)}`)
}

function isCors(name: string): boolean {
  return name.toLowerCase().startsWith('access-control-')
}

function clean(text: string): string {
  return printable(shorten(text, 240))
}
