/**
 * The CORS policy of every environment. Each option names the header that it becomes.
 * A test compares it with the routes of the API and with the headers that they send.
 */
export const corsPolicy = {
  /** `Access-Control-Allow-Methods`. Case-sensitive: browsers send `patch` as it is written. */
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],

  /** `Access-Control-Allow-Headers`. A fixed list, never `Access-Control-Request-Headers` itself. */
  requestHeaders: ['Content-Type', 'If-Match'],

  /** `Access-Control-Expose-Headers`: headers that pages can read beside the safelisted ones. */
  exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],

  /** `Access-Control-Allow-Credentials`: browsers send the session cookie across origins. */
  credentials: true,

  /** `Access-Control-Max-Age`, in seconds. Browser limits: Chromium 7200, Firefox 86400, WebKit 600. */
  maxAgeSeconds: 7200,
}
