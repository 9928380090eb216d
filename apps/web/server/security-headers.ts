/**
 * The headers that every answer of the web's server carries.
 *
 * @param webOrigin where browsers reach the page
 * @param apiOrigin the one that is built into the page, and so the only one it has to reach
 * @see https://www.w3.org/TR/CSP3/#directive-connect-src
 */
export function securityHeaders(webOrigin: string, apiOrigin: string): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self'",
    // CORS says whose pages may read the API; this says which APIs the page may call.
    'connect-src': apiOrigin,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  }
  return {
    'content-security-policy': Object.entries(policy)
      .map((directive) => directive.join(' '))
      .join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    // Never no-referrer on a page: with it, what a form posts says `Origin: null`.
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    ...(webOrigin.startsWith('https:')
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  }
}
