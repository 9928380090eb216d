import { METHODS } from 'node:http'
import { admin, evil, web } from '../deployment.ts'
import type { Random } from './random.ts'

/** A header line. A name may occur twice. */
export type Line = readonly [name: string, value: string]

/** Returns a request that is valid HTTP, as bytes, one character each. */
export function validRequest(random: Random, cookie: string): string {
  const method = methodOf(random)
  const target = method === 'OPTIONS' && random.chance(0.1) ? '*' : targetOf(random)
  const version = random.chance(0.02) ? '1.0' : '1.1'
  const lines: Line[] = [
    ...hostLines(random),
    ...originLines(random),
    ...preflightLines(random, method),
    // Signing out would end the session that all requests share.
    ...cookieLines(random, /session|%/i.test(target) ? 'session=none' : cookie),
    ...otherLines(random),
  ]
  const body = version === '1.1' ? bodyOf(random, method) : { lines: [], text: '' }
  return requestOf(method, target, version, [...lines, ...body.lines], body.text)
}

/** Joins the parts of a request, without validation. */
export function requestOf(
  method: string,
  target: string,
  version: string,
  lines: readonly Line[],
  body = '',
): string {
  const head = lines.map(([name, value]) => `${name}:${value}\r\n`).join('')
  return `${method} ${target} HTTP/${version}\r\n${head}\r\n${body}`
}

// CONNECT ends the connection: it is in invalid-requests.ts.
const known = METHODS.filter((method) => method !== 'CONNECT')

function methodOf(random: Random): string {
  const usual = ['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'OPTIONS', 'POST', 'PATCH', 'DELETE']
  return random.chance(0.85) ? random.pick(usual) : random.pick(known)
}

const routes = ['/api/items', '/api/items', '/api/items/1', '/api/session', '/healthz', '/readyz']

function targetOf(random: Random): string {
  const route = random.pick(routes)
  if (random.chance(0.6)) return route
  return random.pick([
    () => `/api/items/${random.whole(-1, 40)}`,
    () => `/api/items/${random.pick(['0', '1.5', '1e3', '01', '1x', 'NaN', '9'.repeat(30)])}`,
    () =>
      `/api/items?${random.pick(['limit', 'after', 'x', '__proto__', 'limit[]'])}=${text(random)}`,
    () => `/api/items?limit=${random.whole(-1, 101)}&after=${random.whole(-1, 60)}`,
    () => `/api/items?limit=${random.whole(-1, 101)}&after=1&limit=5`,
    () =>
      `${route}${random.pick(['/', '//', '/..', '/.', '?', '#x', ';', '%00', '%2e%2e', '%2F'])}`,
    () => `/${random.pick(['..', '.', '', '%2e%2e', '%5c..'])}/${route}`,
    () => `/api/items/%${random.pick(['ff', 'c3', 'c3%a9', '', '0', 'zz', 'E0%A4%A', '00'])}`,
    () => `/%${random.pick(['ff', 'c0%af', 'c3%a9', '25ff'])}${route}`,
    () => `/api/items/${'1'.repeat(random.pick([99, 100, 101, 500, 8000]))}`,
    () => `/${'a/'.repeat(random.whole(1, 3000))}`,
    () => `/${text(random)}`,
    () =>
      `${random.pick(['http', 'https', 'HTTP'])}://${random.pick(['localhost', 'a:1', 'x'])}${route}`,
    () => `/docs${random.pick(['', '/', '/json', '/yaml', '/static/../json', '/%ff', '/nothing'])}`,
    () => `/api/items/1?${'a=b&'.repeat(random.whole(1, 1500))}`,
    () => random.pick(['/__proto__', '/constructor', '/api', '/favicon.ico', '/:id', '/*']),
  ])()
}

/** Characters that are valid in a target and in a header value. */
function text(random: Random): string {
  const characters = 'abcXYZ0189-._~!$&()*+,;=:@%/?\'"<>[]{}|^`\\'
  return random.some(random.whole(0, 24), () => random.pick([...characters])).join('')
}

function hostLines(random: Random): Line[] {
  if (random.chance(0.01)) return []
  return [
    [
      'Host',
      random.pick([' localhost', ' api.acme.dev', '', ' [::1]:1', ' a b', ` ${text(random)}`]),
    ],
  ]
}

const lookAlike = 'https://app.acme.dev'
/** Origins that a loose comparison would accept as an allowed one. */
const lookAlikes = [
  `${lookAlike}/`, `${lookAlike}:443`, `${lookAlike}.evil.example`, `${lookAlike}:8443`, `${lookAlike}@evil.example`,
  'http://app.acme.dev', 'HTTPS://app.acme.dev', 'https://APP.acme.dev', 'https://evil-app.acme.dev',
  'https://appxacme.dev', 'https://acme.dev', 'app.acme.dev', `${lookAlike} ${lookAlike}`, `${lookAlike}, ${lookAlike}`,
  'https://app.acme.dev%00', 'https://app.acme.dev.', 'https://app.acme.de', `${lookAlike}?`, `${lookAlike}#`,
  `"${lookAlike}"`, 'https://[::1]', 'https://app.acme.dev\xa0', 'null', 'Null', 'file://', '*', '', 'https://',
] // prettier-ignore

function originLines(random: Random): Line[] {
  const one = (): string =>
    random.pick([
      () => web,
      () => web,
      () => admin,
      () => evil,
      () => random.pick(lookAlikes),
      () => random.pick(lookAlikes),
      () => `https://${random.pick(['a.', 'a', '-', '*', '['])}`.repeat(random.whole(1, 900)),
      () => text(random),
    ])()
  const name = () => random.pick(['Origin', 'Origin', 'origin', 'ORIGIN'])
  const whitespace = () => random.pick(['', ' ', ' ', '  ', '\t', ' \t '])
  const line = (): Line => [
    name(),
    `${whitespace()}${one()}${random.chance(0.1) ? whitespace() : ''}`,
  ]
  const count = random.pick([0, 1, 1, 1, 1, 1, 1, 1, 1, 2])
  return random.some(count, line)
}

function preflightLines(random: Random, method: string): Line[] {
  if (random.chance(method === 'OPTIONS' ? 0.2 : 0.97)) return []
  const wanted = random.pick([
    'GET',
    'PATCH',
    'DELETE',
    'patch',
    'PUT',
    'x'.repeat(900),
    '*',
    '"',
    ' ',
  ])
  const names = random.pick([
    () => 'content-type,if-match',
    () => ','.repeat(random.pick([1, 17, 4000, 15_000])),
    () => 'a,'.repeat(random.pick([1, 100, 7000])),
    () => ` , \t,${text(random)},, `,
    () => 'x'.repeat(random.pick([1, 15_000])),
    () => '*',
  ])
  const lines: Line[] = [['Access-Control-Request-Method', ` ${wanted}`]]
  const count = random.pick([0, 1, 1, 1, 3])
  return [
    ...lines,
    ...random.some(count, (): Line => ['Access-Control-Request-Headers', ` ${names()}`]),
  ]
}

function cookieLines(random: Random, cookie: string): Line[] {
  if (random.chance(0.4)) return []
  const [name = '', value = ''] = cookie.split('=', 2)
  return [
    [
      'Cookie',
      random.pick([
        () => ` ${cookie}`,
        () => ` ${cookie}`,
        () => ` ${cookie}`,
        () => ` a=b; ${cookie}; c=d`,
        () => ` ${name}=${value.slice(1)}`,
        () => ` ${name}=${value}x`,
        () => ` ${name}=${value.split('.', 1)[0] ?? ''}`,
        () => ` ${name}=${'s%3A'.repeat(random.whole(0, 900))}.`,
        () => ` ${'a=b;'.repeat(random.whole(1, 2500))}`,
        () => ` ${text(random)}; ${name}=%ff; __proto__=1; =; ;;`,
      ])(),
    ],
  ]
}

function otherLines(random: Random): Line[] {
  const any = (name: string, ...choices: string[]): Line[] =>
    random.chance(0.06) ? [[name, ` ${random.pick(choices)}`]] : []
  return [
    ...(random.chance(0.4)
      ? [['If-Match', ` ${random.pick(['*', '"1"', '"2", "1"', 'W/"1"', '"', ',,,', '1', '"0"'])}`] as const]
      : []),
    ...any('If-Match', text(random), '"1",'.repeat(3000)),
    ...any('If-None-Match', '*', '"1"', 'W/"2"', '"a', '"1" '.repeat(2000), ',' .repeat(9000)),
    ...any('Sec-Fetch-Site', 'same-origin', 'cross-site', 'same-site', 'none', 'x'),
    ...any('Expect', '100-continue', '100-CONTINUE', 'a miracle', ''),
    ...(random.chance(0.03)
      ? ([
          // Node drops requests that are pipelined behind an Upgrade that it ignores.
          ['Connection', ' Upgrade, close'],
          ['Upgrade', ` ${random.pick(['websocket', 'WebSocket', 'h2c'])}`],
        ] as const)
      : []),
    ...any('Accept-Encoding', 'gzip', '*;q=0', ','.repeat(500)),
    ...any('X-Forwarded-For', '::1', text(random)),
    ...any('X-HTTP-Method-Override', 'DELETE'),
    ...any('X-Request-Id', text(random)),
    ...any('Range', 'bytes=0-', 'bytes=9-1'),
    ...any('Content-Language', '\xe9\xff', '\t'),
    ...(random.chance(0.01) ? random.some(random.whole(1, 400), (): Line => ['A', 'b']) : []),
    ...(random.chance(0.02) ? ([['Connection', ' close']] as const) : []),
  ]
} // prettier-ignore

const jsons = [
  '{"title":"fuzz"}', '{"title":"fuzz","done":true}', '{"done":true}', '{"title":""}', '{"title":1}',
  '{"name":"ada","password":"wrong"}', '{"name":"\\u0000","password":"x"}', '{"title":"\\u0000"}',
  '{"title":"\\ud800"}', '{"title":" "}', '{"__proto__":{"a":1},"title":"x"}', '{"constructor":{"prototype":1}}',
  '{}', '[]', 'null', '1', '"x"', '', ' ', '{', '{"title":', '\xff\xfe', '{"title":"\xe9"}', 'title=x',
  '[[[[[[[[', `{"title":"${'x'.repeat(201)}"}`, '['.repeat(20_000), `{"title":"${'é'.repeat(100)}"}`,
] // prettier-ignore

const types = [
  'application/json', 'application/json', 'application/json', 'application/json; charset=utf-8',
  'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', '',
  'application/jsonx', 'APPLICATION/JSON', 'application/json;', ';', 'application/problem+json', '*/*', 'a'.repeat(3000),
] // prettier-ignore

function bodyOf(random: Random, method: string): { lines: Line[]; text: string } {
  const writes = ['POST', 'PATCH', 'PUT'].includes(method)
  if (!random.chance(writes ? 0.9 : 0.1)) return { lines: [], text: '' }
  const huge = random.chance(0.004)
  const text = huge
    ? `{"title":"${'x'.repeat(random.whole(1_000_000, 1_500_000))}"}`
    : random.pick(jsons)
  const type: Line[] = random.chance(0.95) ? [['Content-Type', ` ${random.pick(types)}`]] : []
  if (random.chance(0.7)) return { lines: [...type, ['Content-Length', ` ${text.length}`]], text }
  return { lines: [...type, ['Transfer-Encoding', ' chunked']], text: chunked(random, text) }
}

function chunked(random: Random, text: string): string {
  let chunks = ''
  for (let at = 0; at < text.length;) {
    const size = Math.min(text.length - at, random.whole(1, 40_000))
    const extension = random.chance(0.1) ? ';a="b"' : ''
    chunks += `${size.toString(16)}${extension}\r\n${text.slice(at, at + size)}\r\n`
    at += size
  }
  return `${chunks}0\r\n${random.chance(0.1) ? 'X-Trailer: 1\r\nOrigin: https://app.acme.dev\r\n' : ''}\r\n`
}
