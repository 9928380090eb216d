import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { define } from './support.ts'

/**
 * A second implementation of allowlists: it parses URLs and compares label by label, where the
 * product lists all matching patterns and looks them up.
 */
function isAllowed(entries: readonly string[], origin: string): boolean {
  return entries.some((entry) => (entry.includes('*') ? matches(entry, origin) : entry === origin))
}

function matches(pattern: string, origin: string): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  if (url.origin !== origin || url.port === '0') return false

  const anyPort = pattern.endsWith(':*')
  const anySubdomain = pattern.includes('://*.')
  const like = new URL((anyPort ? pattern.slice(0, -2) : pattern).replace('*.', ''))
  if (url.protocol !== like.protocol || (!anyPort && url.port !== like.port)) return false
  if (!anySubdomain) return url.hostname === like.hostname

  const labels = url.hostname.split('.').reverse()
  const suffix = like.hostname.split('.').reverse()
  return (
    labels.length > suffix.length &&
    suffix.every((label, index) => labels[index] === label) &&
    url.hostname.length <= 253 &&
    labels.every((label) => label.length > 0 && label.length < 64 && [...label].every(isLabelChar))
  )
}

function isLabelChar(char: string): boolean {
  return 'abcdefghijklmnopqrstuvwxyz0123456789-_'.includes(char)
}

// Few names, so that listed and requested origins are often equal.
const label = fc.constantFrom('a', 'b', 'app', 'xapp', 'acme', 'preview', 'a-b', 'a_b')
const parent = fc.constantFrom('acme.dev', 'preview.acme.dev', 'evil.net', 'acme.dev.evil.net')
const host = fc
  .tuple(fc.array(label, { maxLength: 3 }), fc.oneof(parent, fc.constantFrom('acme.localhost')))
  .map(([labels, base]) => [...labels, base].join('.'))
const loopback = fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'acme.localhost')
const scheme = fc.constantFrom('https', 'http')
const port = fc.constantFrom('', ':1', ':3000', ':5173', ':8443', ':65535')

const exact = fc
  .tuple(scheme, fc.oneof(host, loopback), port)
  .map(([scheme, host, port]) => `${scheme}://${host}${port}`)
const subdomains = fc
  .tuple(scheme, fc.oneof(host, fc.constantFrom('localhost')), port)
  .map(([scheme, host, port]) => `${scheme}://*.${host}${port}`)
const ports = fc
  .tuple(scheme, fc.constantFrom('', '*.'), loopback)
  .filter(([, any, host]) => any === '' || host.endsWith('localhost'))
  .map(([scheme, any, host]) => `${scheme}://${any}${host}:*`)
const allowlist = fc.array(fc.oneof(exact, subdomains, ports), { minLength: 1, maxLength: 6 })

const unusualPort = fc.constantFrom(':80', ':443', ':0', ':01', ':65536', ':99999', ':', ':5173x')
const unusualHost = fc.constantFrom('', '.acme.dev', 'a..acme.dev', 'acme.dev.', 'A.acme.dev', '*')
const longHost = fc
  .tuple(fc.integer({ min: 60, max: 66 }), fc.integer({ min: 1, max: 5 }))
  .map(([length, count]) => `${`${'a'.repeat(length)}.`.repeat(count)}acme.dev`)
const requested = fc.oneof(
  { weight: 6, arbitrary: exact },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom('https', 'http', 'HTTPS', 'ws', 'httpss', ''),
        fc.oneof(host, loopback, unusualHost, longHost),
        fc.oneof(port, unusualPort),
        fc.constantFrom('', '', '', '/', '?', '#', ' ', '\n', '/a', ',https://a.acme.dev'),
      )
      .map(([scheme, host, port, rest]) => `${scheme}://${host}${port}${rest}`),
  },
  { weight: 1, arbitrary: subdomains },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 1, arbitrary: fc.webUrl() },
)

describe('an origin is allowed if it is listed, or if a listed pattern matches whole labels', () => {
  it('any allowlist and any origin → the policy and the second implementation agree', () => {
    let allowed = 0
    let disallowed = 0
    fc.assert(
      fc.property(
        allowlist,
        fc.array(requested, { minLength: 4, maxLength: 8 }),
        (entries, origins) => {
          const { allows } = define({ allowedOrigins: entries, credentials: false })
          for (const origin of [...origins, ...entries]) {
            const expected = isAllowed(entries, origin)
            if (expected) allowed++
            else disallowed++
            assert.equal(allows(origin), expected, `${origin} against ${entries.join(' ')}`)
          }
        },
      ),
      { numRuns: 1500 },
    )
    assert.ok(allowed > 500, `only ${allowed} origins were allowed: the property proves little`)
    assert.ok(disallowed > 500, `only ${disallowed} origins were disallowed: too few`)
  })

  it('any string → true or false, never an exception', () => {
    const { allows } = define({ allowedOrigins: ['https://app.acme.dev', 'https://*.acme.dev'] })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (origin) => {
        assert.equal(allows(origin), isAllowed(['https://*.acme.dev'], origin))
      }),
      { numRuns: 500 },
    )
  })
})
