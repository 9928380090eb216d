const notes: Readonly<Record<string, string>> = {
  ':status':
    'The answer’s status. A preflight passes with 200 to 299 only; a page may read any status.',
  origin:
    'Who asks: scheme, host and port of the page. The browser sets it, and no page can change it.',
  referer: 'Where the request comes from; cross-origin it is the page’s origin. It may be absent.',
  host: 'Which name the request was sent to.',
  cookie:
    'The cookies of the API’s host. Only a request with credentials: include carries them, and a preflight never does.',
  'content-type':
    'What the body is. Form types and text/plain need no preflight; application/json does.',
  authorization:
    'Credentials. If a script sets it, the request needs a preflight; HTTP authentication by the browser needs none.',
  'access-control-request-method':
    'In a preflight: the method that the actual request is going to have.',
  'access-control-request-headers':
    'In a preflight: the headers the page has set that are not safelisted.',
  'access-control-request-private-network':
    'In a preflight of older Chromium versions: the server is in a more private network than the page. The permission for Local Network Access replaced it.',
  'access-control-allow-origin':
    'Which origin may read the answer: one origin, byte for byte, or * for requests without credentials.',
  'access-control-allow-credentials':
    'Whether a page may read the answer to a request with credentials. Only true counts, in lower case.',
  'access-control-allow-methods':
    'In the answer to a preflight: the methods that may follow. GET, HEAD and POST need no mention.',
  'access-control-allow-headers':
    'In the answer to a preflight: the request headers that may follow.',
  'access-control-expose-headers':
    'Which headers of the answer JavaScript may see, beside the seven it always sees.',
  'access-control-max-age':
    'How many seconds the answer to a preflight may be remembered. Chromium caps it at 7200.',
  vary: 'Which request headers the answer depends on. Without Origin in it a cache may give one origin’s answer to another.',
  'set-cookie':
    'A cookie to keep. JavaScript never sees this header; a request without credentials leaves it without effect.',
  location: 'Where a redirect leads. A preflight must not be redirected at all.',
  'sec-fetch-site':
    'How page and API relate: same-origin, same-site, cross-site or none. Set by the browser.',
  'sec-fetch-mode': 'How the page asked: cors, no-cors or websocket. Set by the browser.',
  'sec-fetch-dest': 'What the answer is for; empty for fetch. Set by the browser.',
  'cache-control': 'Whether and how long the answer may be stored. JavaScript always sees it.',
  'retry-after': 'How many seconds to wait. JavaScript sees it only if it is exposed.',
  'x-total-count': 'How many items there are. JavaScript sees it only if it is exposed.',
  'x-request-id':
    'Names this request in the server’s log. JavaScript sees it only if it is exposed.',
  'cross-origin-resource-policy':
    'Who may embed the answer without CORS. It does not touch a request made with CORS.',
  upgrade: 'Asks for another protocol on this connection: a WebSocket. CORS does not cover it.',
}

/**
 * A sentence for each header that takes part in the CORS protocol, or stands beside it. It has no
 * prototype: any name may be asked for, and a header may be named `constructor`.
 */
export const headerNotes: Readonly<Record<string, string>> = Object.assign(
  Object.create(null) as Record<string, string>,
  notes,
)

/** The id of the element that holds the note on a header. */
export function noteId(name: string): string {
  return `note-${name.toLowerCase().replace(/\W/g, '')}`
}
