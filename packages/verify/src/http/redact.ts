import type { HeaderLines } from '../decide/types.ts'
import type { Exchange } from '../exchange.ts'
import type { Evidence, ObservedBy } from '../report.ts'

const redacted = '***'

/** The part of an exchange that goes into a report: everything except bodies and secrets. */
export function evidenceOf(exchange: Exchange, by: ObservedBy = 'http'): Evidence {
  const { request, response, networkError } = exchange
  return {
    by,
    request: { method: request.method, url: request.url, headers: redact(request.headers) },
    ...(response && { response: { status: response.status, headers: redact(response.headers) } }),
    ...(networkError && { remark: networkError.message }),
  }
}

/** Redacts the values of cookies and of credentials, and leaves their names. */
export function redact(headers: HeaderLines): HeaderLines {
  return headers.map(([name, value]) => [name, redactValue(name.toLowerCase(), value)] as const)
}

function redactValue(name: string, value: string): string {
  if (name === 'cookie') return value.replace(/=[^;]*/g, `=${redacted}`)
  if (name === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${redacted}`)
  if (name === 'authorization' || name === 'proxy-authorization')
    return value.replace(/\S+$/, redacted)
  if (/(?:^|-)(?:key|token|secret|password)$/.test(name)) return redacted
  return value
}
