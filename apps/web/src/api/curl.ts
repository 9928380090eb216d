import { apiOrigin } from './client.ts'
import type { NetworkError } from './errors.ts'

/** The command that shows the response outside the browser. Double quotes work in every shell. */
export function curlFor({ reachable, method, url }: NetworkError): string {
  if (!reachable) return `curl -i "${apiOrigin}/healthz"`
  const origin = `-H "Origin: ${location.origin}"`
  if (method === 'GET') return `curl -i ${origin} "${url}"`
  // A write fails at its preflight.
  return `curl -i -X OPTIONS ${origin} -H "Access-Control-Request-Method: ${method}" -H "Access-Control-Request-Headers: content-type,if-match" "${url}"`
}
