/**
 * The one CORS policy, for every environment. Each list names the wire header it becomes.
 * A test compares it with the routes the API has and the headers it really sends.
 */
export const corsPolicy = {
  /** `Access-Control-Allow-Methods`. Case-sensitive: browsers never upper-case `patch`. */
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],

  /** `Access-Control-Allow-Headers`. Fixed, never reflected: one preflight per URL serves all. */
  requestHeaders: ['Content-Type', 'If-Match'],

  /** `Access-Control-Expose-Headers`: what a page may read beyond the seven safelisted names. */
  exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],

  /** `Access-Control-Allow-Credentials`: the session cookie crosses origins. */
  credentials: true,

  /** `Access-Control-Max-Age`. Chromium keeps at most 7200, WebKit cuts to 600, Firefox keeps all. */
  maxAgeSeconds: 7200,
}
