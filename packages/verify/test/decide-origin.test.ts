import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { corsCheck, type CorsFailureReason } from '../src/decide/index.ts'
import {
  allowOrigin,
  assertAllowed,
  assertBlocked,
  decideGet,
  host,
  origin,
  shown,
} from './decide-support.ts'

/** The parent of a host: the original cuts off its first label. */
const parent = host.replace(/^[^.]+\./, '')

describe('web-platform-tests cors/origin.htm: allowed values', () => {
  const values = [
    '*',
    ' *  ',
    '\t*',
    origin,
    ` ${origin}`,
    ` ${origin}   \t `,
    `\t${origin}`,
  ] as const
  for (const value of values) {
    it(`a page that is sent Access-Control-Allow-Origin ${shown(value)} reads the response`, () => {
      assertAllowed(decideGet([allowOrigin(value)]))
    })
  }
})

describe('web-platform-tests cors/origin.htm: disallowed values', () => {
  const mismatch = 'allow-origin-mismatch'
  const multiple = 'multiple-allow-origin'
  const values: readonly (readonly [value: string, reason: CorsFailureReason])[] = [
    [`http://www1.${host}`, mismatch],
    [`//${host}`, mismatch],
    [`://${host}`, mismatch],
    [`ftp://${host}`, mismatch],
    [`http:://${host}`, mismatch],
    [`http:/${host}`, mismatch],
    [`http:${host}`, mismatch],
    [host, mismatch],
    [`${origin}?`, mismatch],
    [`${origin}/`, mismatch],
    [`${origin} /`, multiple],
    [`${origin}#`, mismatch],
    [`${origin}%23`, mismatch],
    [`${origin}:80`, mismatch],
    [`${origin}, *`, multiple],
    [`${origin}\0`, mismatch],
    [origin.toUpperCase(), mismatch],
    [`HTTP://${host}`, mismatch],
    ['-', mismatch],
    ['**', mismatch],
    ['\0*', mismatch],
    ['*\0', mismatch],
    ["'*'", mismatch],
    ['"*"', mismatch],
    ['* *', multiple],
    ['* null', multiple],
    ['*http://*', mismatch],
    [`*${origin}`, mismatch],
    [`* ${origin}`, multiple],
    [`*, ${origin}`, multiple],
    [`\0${origin}`, mismatch],
    [`null ${origin}`, multiple],
    ['http://example.net', mismatch],
    ['null', mismatch],
    ['null *', multiple],
    ['', mismatch],
    [`${origin}/cors/origin.htm`, mismatch],
    [`${origin}/cors/`, mismatch],
    [`http://www1.${host}/cors/`, mismatch],
    [parent, mismatch],
    [`.${parent}`, mismatch],
    [`*.${parent}`, mismatch],
    [`http://${parent}`, mismatch],
    [`http://.${parent}`, mismatch],
    [`http://*.${parent}`, mismatch],
  ]
  for (const [value, reason] of values) {
    it(`a page that is sent Access-Control-Allow-Origin ${shown(value)} is blocked`, () => {
      assertBlocked(decideGet([allowOrigin(value)]), 'actual', reason)
    })
  }
})

describe('web-platform-tests cors/origin.htm: two header lines', () => {
  const pairs = [
    ['', '*'],
    ['*', ''],
    ['*', '*'],
    ['', origin],
    ['*', origin],
    [origin, origin],
  ] as const
  for (const [first, second] of pairs) {
    it(`a page that is sent lines ${shown([first, second])} is blocked, and both are named`, () => {
      const lines = [allowOrigin(first), allowOrigin(second)]
      assert.deepEqual(corsCheck({ origin, credentials: 'omit' }, lines), {
        reason: 'multiple-allow-origin',
        value: `${first}, ${second}`,
      })
    })
  }
})

describe('web-platform-tests fetch/api/cors/cors-multiple-origins', () => {
  const lists = [
    ['""', 'http://example.com', origin],
    ['""', 'http://example.com', '*'],
    ['""', origin, origin],
    ['*', 'http://example.com', '*'],
    ['*', 'http://example.com', origin],
    ['', 'http://example.com', 'https://example2.com'],
  ]
  for (const list of lists) {
    it(`a page that is sent the list ${shown(list)} is blocked`, () => {
      assertBlocked(decideGet([allowOrigin(list.join(', '))]), 'actual', 'multiple-allow-origin')
    })
  }
})

describe('web-platform-tests fetch/api/cors/cors-basic.any.js, cors-origin.any.js', () => {
  it('a page that is sent no Access-Control-Allow-Origin is blocked for that', () => {
    assert.deepEqual(corsCheck({ origin, credentials: 'omit' }, [['Content-Type', 'text/plain']]), {
      reason: 'missing-allow-origin',
    })
  })

  it('a page that is sent * reads the response', () => {
    assertAllowed(decideGet([allowOrigin('*')]))
  })

  const remotes = [
    'http://www1.web-platform.test:8000',
    'http://web-platform.test:8001',
    'http://www1.web-platform.test:8001',
    'https://www1.web-platform.test:8443',
    'https://web-platform.test:8443',
  ]
  for (const remote of remotes) {
    it(`a page is blocked where the server at ${remote} allows its own origin only`, () => {
      assertBlocked(decideGet([allowOrigin(remote)]), 'actual', 'allow-origin-mismatch')
    })
  }
})

describe('a list in one line, which no comparison of origins can match', () => {
  for (const value of [`${origin},*`, `${origin},`, `,${origin}`, `${origin} ${origin}`]) {
    it(`a page that is sent ${shown(value)} is blocked, and the failure names several values`, () => {
      assertBlocked(decideGet([allowOrigin(value)]), 'actual', 'multiple-allow-origin')
    })
  }
})

describe('opaque origins', () => {
  const opaque = { origin: 'null', credentials: 'omit' } as const

  it('a sandboxed frame reads a response that allows null', () => {
    assert.equal(corsCheck(opaque, [allowOrigin('null')]), undefined)
  })

  it('a sandboxed frame is blocked where a page is allowed by name', () => {
    assert.equal(corsCheck(opaque, [allowOrigin(origin)])?.reason, 'allow-origin-mismatch')
  })

  it('a sandboxed frame is blocked where null is in upper case', () => {
    assert.equal(corsCheck(opaque, [allowOrigin('NULL')])?.reason, 'allow-origin-mismatch')
  })
})
