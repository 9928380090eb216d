import { apiOrigin } from './client.ts'
import type { NoAnswerError } from './errors.ts'

/** The command that shows what the browser saw. Double quotes: they work in every shell. */
export function curlFor({ reason, method, url }: NoAnswerError): string {
  if (reason === 'silent') return `curl -i "${apiOrigin}/healthz"`
  const origin = `-H "Origin: ${location.origin}"`
  if (method === 'GET') return `curl -i ${origin} "${url}"`
  // A refused write fails at its CORS-preflight request, so that is what to look at.
  return `curl -i -X OPTIONS ${origin} -H "Access-Control-Request-Method: ${method}" -H "Access-Control-Request-Headers: content-type,if-match" "${url}"`
}
