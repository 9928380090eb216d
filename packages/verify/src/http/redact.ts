import type { HeaderLines } from '../decide/types.ts'
import type { Exchange } from '../exchange.ts'
import type { Evidence, ObservedBy } from '../report.ts'

const redacted = '***'

/** Returns the part of an exchange that goes into a report: everything except bodies and secrets. */
export function evidenceOf(exchange: Exchange, by: ObservedBy = 'http'): Evidence {
  const { request, response, networkError } = exchange
  return {
    by,
    request: { method: request.method, url: request.url, headers: redact(request.headers) },
    ...(response && { response: { status: response.status, headers: redact(response.headers) } }),
    ...(networkError && { remark: networkError.message }),
  }
}

/** Names of headers and parameters whose values are credentials. */
const secretName =
  /(?:^|[-_.])(?:auth|authorization|api-?key|key|token|secret|password|passwd|session|session-?id|sid|jwt|signature|sig)$/i

/** In a URL, names are often written without a separator: `accessToken`, `code` of OAuth. */
const secretParameter =
  /(?:auth|key|token|secret|password|passwd|session|sessionid|sid|jwt|signature|sig|code|credential)$/i

/** Returns the values of query parameters that are credentials, percent-encoded as in the URL. */
export function secretParameters(url: string): string[] {
  return [...url.matchAll(/[?&]([^=&#]*)=([^&#]*)/g)].flatMap(([, name = '', value = '']) =>
    secretParameter.test(name) ? [value] : [],
  )
}

/** Redacts user information and query parameters that are credentials, in all URLs of a text. */
export function redactUrls(text: string): string {
  return text
    .replace(/\/\/[^/@\s"']*@/g, `//${redacted}@`)
    .replace(/([?&])([^=&#\s"']*)=[^&#\s"']*/g, (pair, sign: string, name: string) =>
      secretParameter.test(name) ? `${sign}${name}=${redacted}` : pair,
    )
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
  if (secretName.test(name)) return redacted
  return value
}
