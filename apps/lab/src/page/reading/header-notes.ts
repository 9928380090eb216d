const notes: Readonly<Record<string, string>> = {
  ':status':
    'The status of the response. A preflight succeeds with 200 to 299 only; the actual response may have any status.',
  origin:
    'The origin of the page: scheme, host and port, or null. The browser sets it, and JavaScript cannot change it.',
  referer:
    'The URL of the page. Cross-origin requests carry the origin only, unless the page’s Referrer-Policy sends more or nothing.',
  host: 'The host and port to which the request was sent.',
  cookie:
    'The cookies for the API’s host. A cross-origin fetch carries them only with credentials: include, and a preflight never does.',
  'content-type':
    'The type of the body. application/x-www-form-urlencoded, multipart/form-data and text/plain need no preflight, with at most 128 safe bytes; every other type does, application/json for one.',
  authorization:
    'Credentials. If a script sets it, the request needs a preflight; HTTP authentication by the browser needs none.',
  'access-control-request-method': 'In a preflight: the method of the actual request.',
  'access-control-request-headers':
    'In a preflight: the headers of the actual request that are not safelisted, sorted and in lower case.',
  'access-control-request-private-network':
    'In a preflight of earlier Chromium versions: the server is in a more private network than the page. Chromium now asks the user for a permission instead (Local Network Access).',
  'access-control-allow-private-network':
    'The response to Access-Control-Request-Private-Network of earlier Chromium versions. It does not grant the permission for Local Network Access, which replaced it.',
  'access-control-allow-origin':
    'The origin that may read the response: one origin, compared byte for byte, or * for requests without credentials.',
  'access-control-allow-credentials':
    'Whether the response to a request with credentials may be read. Only true counts, in lower case. Its preflight needs it too.',
  'access-control-allow-methods':
    'In the response to a preflight: the methods that are allowed. GET, HEAD and POST need not be listed. With credentials * is a literal name.',
  'access-control-allow-headers':
    'In the response to a preflight: the request headers that are allowed. With credentials * is a literal name; Authorization always has to be listed by name.',
  'access-control-expose-headers':
    'The response headers that JavaScript can read, besides the seven safelisted ones. With credentials * is a literal name, and Set-Cookie is never exposed.',
  'access-control-max-age':
    'The seconds for which the browser may cache the preflight: at most 7200 in Chromium, 86400 in Firefox and 600 in Safari. Without it the standard says 5.',
  vary: 'The request headers on which the response depends. Without Origin in it a cache may serve the response for one origin to another.',
  'set-cookie':
    'A cookie to store. JavaScript cannot read this header, and the browser ignores it if the request has no credentials.',
  location: 'The target of a redirect. A redirect makes a preflight fail.',
  'sec-fetch-site':
    'The relation of page and API: same-origin, same-site or cross-site; none for requests of the user. Set by the browser, for trustworthy URLs only.',
  'sec-fetch-mode':
    'The mode of the request: cors, no-cors, same-origin, navigate or websocket. Set by the browser.',
  'sec-fetch-dest': 'The destination of the response: empty for fetch. Set by the browser.',
  'cache-control':
    'Whether and how long the response may be cached. It is safelisted: JavaScript can read it.',
  'retry-after':
    'When to send the next request: seconds or a date. JavaScript can read it only if it is exposed.',
  'x-total-count': 'The number of items. JavaScript can read it only if it is exposed.',
  'x-request-id':
    'The id of this request in the server’s log. JavaScript can read it only if it is exposed.',
  'cross-origin-resource-policy':
    'The pages that may use the response without CORS, same-origin or same-site. It has no effect on a request with mode cors.',
  upgrade: 'A request for another protocol on this connection: a WebSocket. CORS does not apply.',
}

/**
 * A note on each header of the CORS protocol and on related ones, by the name in lower case. The object has no
 * prototype, because a header can be named `constructor`.
 */
export const headerNotes: Readonly<Record<string, string>> = Object.assign(
  Object.create(null) as Record<string, string>,
  notes,
)

/** The id of the element that holds the note on a header. */
export function noteId(name: string): string {
  return `note-${name.toLowerCase().replace(/\W/g, '')}`
}
