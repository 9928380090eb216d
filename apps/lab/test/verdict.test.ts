import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Evidence } from '../src/page/reading/evidence.ts'
import { verdict } from '../src/page/reading/verdict.ts'
import type { Step, Lines, Recorded } from '../src/shared/types.ts'
import { step, allowed, allowing, app, exchanged, patch, preflight, socket } from './exchanges.ts'

const get = step()

function judge(of: Step, recorded: Recorded[], rest: Partial<Evidence> = {}) {
  return verdict({ step: of, origin: app, recorded, outcome: { readable: false }, ...rest })
}

describe('what CORS does not decide', () => {
  it('mode no-cors → the request is sent, and only the server can reject it', () => {
    const of = step({ method: 'POST', mode: 'no-cors' })
    const sent = (status: number) => judge(of, [exchanged('POST', status)])
    assert.equal(sent(200).readable, false)
    assert.match(sent(200).spec, /#concept-filtered-response-opaque$/)
    assert.match(sent(201).sentence, /without a preflight, and the server processes it/)
    assert.match(sent(304).sentence, /without a preflight, and the server processes it/)
    assert.match(sent(404).sentence, /the server responds with 404; /)
    assert.match(sent(403).sentence, /the server itself rejects it with 403/)
  })

  it('a redirect that the request does not follow → not readable, and the CORS check comes first', () => {
    const sent = (redirect: 'follow' | 'error' | 'manual', headers = allowed) =>
      judge(step({ redirect }), [exchanged('GET', 302, headers)])
    assert.match(sent('error').sentence, /redirect mode of the request is error, so fetch fails/)
    assert.match(sent('manual').sentence, /does not follow it, and the response is opaque/)
    assert.equal(sent('manual').failure, undefined)
    assert.doesNotMatch(sent('follow').sentence, /redirect mode/)
    assert.equal(sent('error', []).failure?.reason, 'missing-allow-origin')
  })

  it('a beacon → sent if its preflight is allowed; no page gets the response', () => {
    const of = {
      page: 'app',
      action: { kind: 'beacon', path: '/log', type: 'application/json', body: '{}' },
    } as const
    const ofPost = (responseHeaders: Lines): Recorded => ({
      ...preflight(204, responseHeaders),
      requestHeaders: [
        ['Origin', app],
        ['Access-Control-Request-Method', 'POST'],
        ['Access-Control-Request-Headers', 'content-type'],
      ],
    })
    const sent = judge(of, [
      ofPost(allowing({ Headers: 'content-type' })),
      exchanged('POST', 200, allowed),
    ])
    assert.equal(sent.readable, false)
    assert.equal(sent.failure, undefined)
    assert.match(sent.sentence, /sends the beacon, and the server responds with 200/)
    const blocked = judge(of, [ofPost([])])
    assert.equal(blocked.failure?.reason, 'missing-allow-origin')
  })

  it('a service worker with mode no-cors → an opaque response, with which fetch fails', () => {
    const through = (serviceWorker: 'cors' | 'no-cors') =>
      judge(step({ serviceWorker }), [exchanged('GET', 200, allowed)], {
        outcome: { readable: serviceWorker === 'cors' },
      })
    assert.equal(through('no-cors').readable, false)
    assert.match(through('no-cors').sentence, /opaque response, so fetch fails/)
    assert.equal(through('cors').readable, true)
  })

  it('a WebSocket → opens only with status 101', () => {
    const responded = (status?: number) => judge(socket, [exchanged('GET', status)])
    assert.equal(responded(101).readable, true)
    assert.match(responded(101).sentence, /CORS does not apply/)
    assert.equal(responded(403).readable, false)
    assert.match(
      responded(403).sentence,
      /^The server responds with 403 instead of 101: .* rejected by the server itself/,
    )
    assert.match(
      responded().sentence,
      /^The server closes the connection without a response: .* fails/,
    )
    assert.match(
      responded(404).sentence,
      /responds with 404 instead of 101: the handshake .* fails/,
    )
    assert.equal(responded(404).decidedBy, ':status')
    assert.match(responded(101).spec, /rfc6455/)
  })

  it('a connection that the server closes → the sentence does not name CORS as the reason', () => {
    assert.match(
      judge(get, [exchanged('GET', undefined)]).sentence,
      /without a response to the GET/,
    )
    assert.match(judge(patch, [preflight(undefined)]).sentence, /without a response to the OPTIONS/)
  })
})

describe('a request that the server did not receive', () => {
  const earlier = (headers: Lines) => [exchanged('GET', 200, headers)]
  const readable = { outcome: { readable: true } }

  it('a stored response whose headers explain the outcome → the response came from the cache', () => {
    const cached = judge(get, [], { earlier: earlier([]) })
    assert.equal(cached.failure?.reason, 'missing-allow-origin')
    assert.match(
      cached.sentence,
      /stored for an earlier request: the response has no .*Vary: Origin keeps/,
    )
    assert.equal(cached.decidedBy, 'vary')
    const passed = judge(get, [], { earlier: earlier(allowed), ...readable })
    assert.equal(passed.readable, true)
    assert.match(passed.sentence, /its stored headers pass/)
  })

  const unsent: [what: string, Partial<Evidence>][] = [
    ['nothing is stored', {}],
    ['the stored response would be readable', { earlier: earlier(allowed) }],
    ['a write is stored', { earlier: [exchanged('POST', 200)] }],
    ['an error is stored', { earlier: [exchanged('GET', 500)] }],
    ['another URL is stored', { earlier: [{ ...exchanged('GET', 200), path: '/' }] }],
    ['the cache mode is no-store', { step: step({ cache: 'no-store' }), earlier: earlier([]) }],
  ]
  for (const [what, rest] of unsent)
    it(`${what} → the request was not sent`, () => {
      const found = judge(get, [], rest)
      assert.equal(found.readable, false)
      assert.equal(found.failure, undefined)
      assert.match(found.sentence, /^The server received nothing: the browser stopped/)
    })

  it('a readable outcome → from the cache; a WebSocket or a PATCH → not sent', () => {
    assert.match(judge(get, [], readable).sentence, /the response comes from the browser’s cache/)
    assert.equal(judge(get, [], { ...readable, earlier: earlier([]) }).readable, true)
    assert.equal(judge(get, [], { ...readable, earlier: earlier([]) }).failure, undefined)
    assert.match(
      judge(socket, []).sentence,
      /^The server received nothing: .* anything was sent\.$/,
    )
    assert.match(judge(patch, []).sentence, /anything was sent\.$/)
  })
})
