import { admin, evil, web } from '../deployment.ts'
import type { Random } from './random.ts'
import { requestOf, type Line } from './valid-requests.ts'

/** Returns a request that is invalid in its head or body. It is the last one of its connection. */
export function invalidRequest(random: Random): string {
  const origins = random.pick([[web], [web], [admin], [evil], ['null'], [], [web, evil]])
  const lines: Line[] = [
    ['Host', ' localhost'],
    ...origins.map((origin): Line => [random.pick(['Origin', 'origin']), ` ${origin}`]),
  ]
  const request = (method = 'GET', target = '/api/items', more: Line[] = [], body = '') =>
    requestOf(method, target, '1.1', [...lines, ...more], body)
  const post = (more: Line[], body: string) =>
    request('POST', random.pick(['/api/items', '/api/session', '/nothing']), [
      ['Content-Type', ' application/json'],
      ...more,
    ], body)
  const length = (value: string): Line => ['Content-Length', ` ${value}`]
  const coding = (value: string): Line => ['Transfer-Encoding', ` ${value}`]
  const big = 'a'.repeat(random.whole(17_000, 30_000))

  return random.pick([
    () => request(random.pick(['get', 'Get', 'GETT', 'G', '', 'FOO', 'G\0T', 'PRI', 'DESCRIBE', '\xff'])),
    () => request('GET', random.pick(['/a b', '/\0', '/\xe9', '/é', 'localhost:80', 'a', '', '/\t', '//\x7f'])),
    () => request().replace('HTTP/1.1', random.pick(['HTTP/1.2', 'HTTP/9', 'http/1.1', 'HTTP'])),
    () => request('GET', '/', [[random.pick(['X Y', 'X\0', '', 'X\xe9', '(', 'Origin ']), ' a']]),
    () => request('GET', '/', [['X', random.pick([' a\0b', ' a\rb', ' a\r\n b', ' a\x01', ' \x7f'])]]),
    () => request().replaceAll('\r\n', random.pick(['\n', '\r', '\r\r\n'])),
    () => request('GET', '/', [['X', big]]),
    () => request('GET', '/', [[big, 'x']]),
    () => request('GET', `/${big}`),
    () => request('OPTIONS', `/${big}`, [['Access-Control-Request-Method', ' PATCH']]),
    () => request('GET', '/', random.some(3000, (): Line => ['Cookie', ' a=b'])),
    () => post([length(random.pick(['x', '-1', '+3', '0x3', '3, 3', '3 3', '9'.repeat(25), '1.0']))], '{}'),
    () => post([length('2'), length(random.pick(['2', '3']))], '{}'),
    () => post([length('2'), coding('chunked')], '0\r\n\r\n'),
    () => post([coding('chunked'), length('5')], '0\r\n\r\nGET /api/items HTTP/1.1\r\nHost: a\r\n\r\n'),
    () => post([coding(random.pick(['gzip', 'identity', 'chunked, gzip', 'xchunked']))], '0\r\n\r\n'),
    () => post([coding('chunked')], random.pick(['zz\r\n', '-1\r\n', '5\r\nab', '1\r\nabc\r\n', '1\nab', `${'f'.repeat(20)}\r\n`])),
    () => post([coding('chunked')], '2\r\n{}\r\n0\r\nX Y: 1\r\n\r\n'),
    () => post([length('40')], '{"title":'),
    () => request().slice(0, -random.whole(2, 30)),
    () => `CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n`,
    () => `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${random.some(40, () => String.fromCharCode(random.whole(0, 255))).join('')}`,
    () => random.some(random.whole(1, 60), () => String.fromCharCode(random.whole(14, 255))).join(''),
  ])()
} // prettier-ignore
