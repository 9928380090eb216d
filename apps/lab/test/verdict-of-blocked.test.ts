import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Step, Recorded } from '../src/shared/types.ts'
import {
  step,
  allowed,
  allowedPatch,
  allowing,
  app,
  exchanged,
  patch,
  preflight,
} from './exchanges.ts'

const get = step()
const judge = (of: Step, recorded: Recorded[]) =>
  verdict({ step: of, origin: app, recorded, outcome: { readable: false } })

function assertBlocked(
  of: Step,
  recorded: Recorded,
  { by, rule, sentence }: { by: string; rule: string; sentence: RegExp },
): void {
  const found = judge(of, [recorded])
  assert.equal(found.readable, false)
  assert.match(found.sentence, sentence)
  assert.equal(found.decidedBy, by)
  assert.equal(found.spec, `https://fetch.spec.whatwg.org/#${rule}`)
}

type Allow = Parameters<typeof allowing>[0]

describe('a response that fails the CORS check has one sentence with its rule', () => {
  const check = 'concept-cors-check'
  const credentials = 'cors-protocol-and-credentials'
  const cases: [allow: Allow, by: string, rule: string, sentence: RegExp][] = [
    [{ Origin: undefined }, 'origin', check, /^The response has no .* blocks the response\.$/],
    [{ Origin: `${app}/` }, 'origin', check, /an origin has no slash at its end/],
    [{ Origin: `${app}/shop` }, 'origin', check, /an origin has no path/],
    [{ Origin: 'https://App.example.com' }, 'origin', check, /byte for byte, case included/],
    [{ Origin: 'app.example.com' }, 'origin', check, /an origin begins with its scheme/],
    [{ Origin: 'https://*.example.com' }, 'origin', check, /matches only if it is the whole value/],
    [
      { Origin: 'https://b.example' },
      'origin',
      check,
      /“https:\/\/b.example” and the page’s origin is/,
    ],
    [{ Origin: '' }, 'origin', check, /is empty and the page’s origin is/],
    [{ Origin: `${app}, ${app}` }, 'origin', check, /it takes one origin, and a list matches none/],
    [{ Origin: '*' }, 'origin', credentials, /is \*, which does not count for .* credentials/],
    [
      { Credentials: undefined },
      'credentials',
      credentials,
      /the response has no .*Allow-Credentials/,
    ],
    [{ Credentials: 'True' }, 'credentials', credentials, /is “True”, and only “true” counts/],
  ]
  for (const [allow, by, rule, sentence] of cases)
    it(JSON.stringify(allow), () => {
      const named = `access-control-allow-${by}`
      assertBlocked(get, exchanged('GET', 200, allowing(allow)), { by: named, rule, sentence })
    })

  it('a request with Origin: null → the sentence names it', () => {
    const opaque = exchanged('GET', 200, [], [['Origin', 'null']])
    assert.match(judge(get, [opaque]).sentence, /^The response to Origin: null has no/)
  })
})

describe('a preflight that fails has one sentence with its rule', () => {
  const rule = 'cors-preflight-fetch'
  const listed = { Methods: 'PATCH', Headers: 'content-type' }
  const cases: [allow: Allow, by: string, sentence: RegExp][] = [
    [
      { Methods: undefined },
      'methods',
      /no Access-Control-Allow-Methods, and PATCH needs to be in it/,
    ],
    [{ Methods: '' }, 'methods', /is empty: PATCH is not in it/],
    [{ Methods: 'GET, POST' }, 'methods', /is “GET, POST”: PATCH is not in it/],
    [{ Methods: 'GET; PATCH' }, 'methods', /which is not a list of names/],
    [{ Methods: 'patch' }, 'methods', /methods are case-sensitive/],
    [{ Methods: '*' }, 'methods', /with credentials \* is a name like any other/],
    [{ Headers: undefined }, 'headers', /no Access-Control-Allow-Headers, and content-type needs/],
    [{ Headers: 'x-trace' }, 'headers', /is “x-trace”: content-type is not in it/],
    [{ Headers: 'content type' }, 'headers', /which is not a list of names/],
    [{ Headers: '*' }, 'headers', /with credentials \* is a name like any other/],
  ]
  for (const [allow, by, sentence] of cases)
    it(JSON.stringify(allow), () => {
      const recorded = preflight(204, allowing({ ...listed, ...allow }))
      assertBlocked(patch, recorded, { by: `access-control-allow-${by}`, rule, sentence })
    })

  it('a status outside 200 to 299, or a redirect → decided by the status', () => {
    const status = (code: number, sentence: RegExp, ...more: [string, string][]) =>
      assertBlocked(patch, preflight(code, [...allowedPatch, ...more]), {
        by: ':status',
        rule,
        sentence,
      })
    status(401, /got 401, and only 200 to 299 passes, whatever the headers say/)
    status(302, /got 302: a browser follows no redirect of a preflight/, ['Location', '/'])
  })

  it('the sentence → names the request that is not sent', () => {
    assert.match(judge(patch, [preflight(204)]).sentence, /does not send the PATCH\.$/)
  })
})

describe('a blocked actual response', () => {
  it('a write with a 2xx status → the sentence adds that the server has processed it', () => {
    const after = (status: number) =>
      judge(patch, [preflight(204, allowedPatch), exchanged('PATCH', status)]).sentence
    assert.match(after(200), /The server has processed the PATCH all the same\.$/)
    assert.doesNotMatch(after(409), /has processed/)
    assert.doesNotMatch(judge(get, [exchanged('GET', 200)]).sentence, /has processed/)
  })

  it('a chain of redirects → the exchange that fails decides', () => {
    const first = exchanged('GET', 302, [...allowed, ['Location', 'https://b.example/']])
    const second = exchanged('GET', 200, allowed, [['Origin', 'null']])
    const found = judge(get, [first, second])
    assert.equal(found.failure?.reason, 'allow-origin-mismatch')
    assert.match(found.sentence, /the page’s origin is “null”/)
  })
})
