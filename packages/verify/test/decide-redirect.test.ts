import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { corsCheck, originAfterRedirect } from '../src/decide/index.ts'
import { allowOrigin, host, origin } from './decide-support.ts'

const servers = {
  local: `http://${host}`,
  remote: `http://www1.${host}`,
  remote2: `http://www2.${host}`,
} as const
type Server = keyof typeof servers

/** The Origin that the second server receives, or `disallow` if a CORS check fails. */
function follow(first: Server, firstAllows: string, second: Server, secondAllows: string): string {
  const [from, to] = [`${servers[first]}/one`, `${servers[second]}/two`]
  const passes = (sent: string, value: string) =>
    corsCheck({ origin: sent, credentials: 'omit' }, [allowOrigin(value)]) === undefined
  if (first !== 'local' && !passes(origin, firstAllows)) return 'disallow'
  const sent = originAfterRedirect(origin, from, to)
  return passes(sent, secondAllows) ? sent : 'disallow'
}

describe('web-platform-tests cors/redirect-origin.htm', () => {
  const rows: readonly (readonly [Server, string, Server, string, string])[] = [
    ['local', '*', 'remote', '*', origin],
    ['local', '*', 'remote', origin, origin],
    ['local', '*', 'remote', 'null', 'disallow'],
    ['local', '*', 'remote', 'none', 'disallow'],
    ['local', origin, 'remote', '*', origin],
    ['local', origin, 'remote', origin, origin],
    ['local', origin, 'remote', 'null', 'disallow'],
    ['local', origin, 'remote', 'none', 'disallow'],
    ['local', 'null', 'remote', '*', origin],
    ['local', 'none', 'remote', '*', origin],
    ['remote', '*', 'local', '*', 'null'],
    ['remote', '*', 'local', origin, 'disallow'],
    ['remote', '*', 'local', 'null', 'null'],
    ['remote', '*', 'local', 'none', 'disallow'],
    ['remote', origin, 'local', '*', 'null'],
    ['remote', origin, 'local', origin, 'disallow'],
    ['remote', origin, 'local', 'null', 'null'],
    ['remote', origin, 'local', 'none', 'disallow'],
    ['remote', 'null', 'local', '*', 'disallow'],
    ['remote', 'none', 'local', '*', 'disallow'],
    ['remote', '*', 'remote', '*', origin],
    ['remote', '*', 'remote', origin, origin],
    ['remote', '*', 'remote', 'null', 'disallow'],
    ['remote', '*', 'remote', 'none', 'disallow'],
    ['remote', origin, 'remote', '*', origin],
    ['remote', origin, 'remote', origin, origin],
    ['remote', origin, 'remote', 'null', 'disallow'],
    ['remote', origin, 'remote', 'none', 'disallow'],
    ['remote', 'null', 'remote', '*', 'disallow'],
    ['remote', 'none', 'remote', '*', 'disallow'],
    ['remote', '*', 'remote2', '*', 'null'],
    ['remote', '*', 'remote2', origin, 'disallow'],
    ['remote', '*', 'remote2', 'null', 'null'],
    ['remote', '*', 'remote2', 'none', 'disallow'],
    ['remote', origin, 'remote2', '*', 'null'],
    ['remote', origin, 'remote2', origin, 'disallow'],
    ['remote', origin, 'remote2', 'null', 'null'],
    ['remote', origin, 'remote2', 'none', 'disallow'],
    ['remote', 'null', 'remote2', '*', 'disallow'],
    ['remote', 'none', 'remote2', '*', 'disallow'],
    ['remote', '*', 'remote', servers.remote, 'disallow'],
    ['remote', '*', 'remote2', servers.remote, 'disallow'],
    ['remote', servers.remote, 'remote', '*', 'disallow'],
  ]
  for (const [first, firstAllows, second, secondAllows, expected] of rows) {
    const outcome = expected === 'disallow' ? 'is blocked' : `reads, as ${expected}`
    it(`a page sent from ${first} (${firstAllows}) to ${second} (${secondAllows}) ${outcome}`, () => {
      assert.equal(follow(first, firstAllows, second, secondAllows), expected)
    })
  }
})

describe('web-platform-tests fetch/api/cors/cors-redirect.any.js', () => {
  const port = 'http://web-platform.test:8001'
  const rows: readonly (readonly [string, string, string])[] = [
    [servers.remote, servers.remote, origin],
    [servers.remote, port, 'null'],
    [servers.local, servers.remote, origin],
    [servers.remote, servers.local, 'null'],
  ]
  for (const [from, to, expected] of rows) {
    it(`a redirect from ${from} to ${to} → Origin: ${expected}`, () => {
      assert.equal(originAfterRedirect(origin, `${from}/a`, `${to}/b`), expected)
    })
  }

  it('an Origin that is null stays null, in a redirect back to the page’s own origin too', () => {
    assert.equal(originAfterRedirect('null', `${servers.remote}/a`, `${servers.remote}/b`), 'null')
    assert.equal(originAfterRedirect('null', `${servers.remote}/a`, `${servers.local}/b`), 'null')
  })

  it('a redirect to the default port → the same origin', () => {
    const [from, to] = ['https://api.example.com/a', 'https://api.example.com:443/b']
    assert.equal(
      originAfterRedirect('https://app.example.com', from, to),
      'https://app.example.com',
    )
  })

  it('a relative target → throws a TypeError', () => {
    assert.throws(() => originAfterRedirect(origin, `${servers.remote}/a`, '/b'), TypeError)
  })
})
