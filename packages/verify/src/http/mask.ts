import type { HeaderLines } from '../decide/types.ts'
import type { Exchange } from '../exchange.ts'
import type { Evidence, Half } from '../report.ts'

const masked = '***'

/** What of an exchange goes into a report: everything but bodies and secrets. */
export function evidenceOf(exchange: Exchange, by: Half = 'http'): Evidence {
  const { request, answer, noAnswer } = exchange
  return {
    by,
    request: { method: request.method, url: request.url, headers: mask(request.headers) },
    ...(answer && { response: { status: answer.status, headers: mask(answer.headers) } }),
    ...(noAnswer && { remark: noAnswer.message }),
  }
}

/** Masks the values of cookies and of credentials, and leaves their names. */
export function mask(headers: HeaderLines): HeaderLines {
  return headers.map(([name, value]) => [name, maskValue(name.toLowerCase(), value)] as const)
}

function maskValue(name: string, value: string): string {
  if (name === 'cookie') return value.replace(/=[^;]*/g, `=${masked}`)
  if (name === 'set-cookie') return value.replace(/^([^=;]*)=[^;]*/, `$1=${masked}`)
  if (name === 'authorization' || name === 'proxy-authorization')
    return value.replace(/\S+$/, masked)
  return value
}
