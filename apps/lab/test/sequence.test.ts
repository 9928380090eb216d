import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Row } from 'cors-verify/diagram'
import type { Step, Outcome, Recorded } from '../src/shared/types.ts'
import * as on from './exchanges.ts'

const { step, allowed, allowedPatch, app, draw, exchanged, failed, patch, path, preflight, read } =
  on
const { socket, stream } = on

/** Returns arrows as `page → browser [tone] label`, and notes as `(title) [tone] text`. */
function drawn(rows: readonly Row[]): string[] {
  return rows.map((row) =>
    row.kind === 'message'
      ? `${row.from} → ${row.to} [${row.tone}] ${row.label}`
      : `(${row.title}) [${row.tone}] ${row.text}`,
  )
}

const asksGet = `page → browser [plain] fetch: GET ${path}, credentials: include`
const asksPatch = `page → browser [plain] fetch: PATCH ${path}, credentials: include`
const noPreflight = '(No preflight) [plain] A GET with only safelisted headers needs none.'
const toldOfFailure = 'browser → page [blocked] TypeError: Failed to fetch'
const because = 'PATCH and Content-Type: not safelisted, so the browser sends a preflight.'

describe('a fetch is drawn from top to bottom', () => {
  const beginsPatch = [
    asksPatch,
    `(Preflight first) [plain] ${because}`,
    `browser → server [plain] OPTIONS ${path}`,
  ]
  const redirect = exchanged('GET', 302, [...allowed, ['Location', 'https://b.example/']])
  const cases: [what: string, Step, Recorded[], Outcome, string[]][] = [
    [
      'a simple request',
      step(),
      [exchanged('GET', 200, allowed)],
      read,
      [
        asksGet,
        noPreflight,
        `browser → server [plain] GET ${path}`,
        'server → browser [passes] 200 OK',
        `(CORS check: passes) [passes] ${app} may read the response.`,
        'browser → page [passes] Response, status 200',
      ],
    ],
    [
      'a simple request whose response fails the CORS check',
      step(),
      [exchanged('GET', 200)],
      failed,
      [
        asksGet,
        noPreflight,
        `browser → server [plain] GET ${path}`,
        'server → browser [blocked] 200 OK',
        '(CORS check: fails) [blocked] The response has no Access-Control-Allow-Origin.',
        toldOfFailure,
      ],
    ],
    [
      'a preflight that passes',
      patch,
      [preflight(204, allowedPatch), exchanged('PATCH', 200, allowed)],
      read,
      [
        ...beginsPatch,
        'server → browser [passes] 204 No Content',
        '(CORS check: passes) [passes] The PATCH may be sent.',
        `browser → server [plain] PATCH ${path}`,
        'server → browser [passes] 200 OK',
        `(CORS check: passes) [passes] ${app} may read the response.`,
        'browser → page [passes] Response, status 200',
      ],
    ],
    [
      'a preflight that fails',
      patch,
      [preflight(404)],
      failed,
      [
        ...beginsPatch,
        'server → browser [blocked] 404 Not Found',
        '(CORS check: fails) [blocked] The response to the preflight has no Access-Control-Allow-Origin.',
        `browser → server [stopped] PATCH ${path} is never sent`,
        toldOfFailure,
      ],
    ],
    [
      'a preflight without a response',
      patch,
      [preflight(undefined)],
      failed,
      [
        ...beginsPatch,
        'server → browser [stopped] no response',
        `browser → server [stopped] PATCH ${path} is never sent`,
        toldOfFailure,
      ],
    ],
    [
      'a preflight that is cached',
      patch,
      [exchanged('PATCH', 200, allowed)],
      read,
      [
        asksPatch,
        '(No preflight now) [plain] The browser has the response to an earlier one in its cache.',
        `browser → server [plain] PATCH ${path}`,
        'server → browser [passes] 200 OK',
        `(CORS check: passes) [passes] ${app} may read the response.`,
        'browser → page [passes] Response, status 200',
      ],
    ],
    [
      'a redirect to another origin',
      step(),
      [redirect, exchanged('GET', 200, [], [['Origin', 'null']])],
      failed,
      [
        asksGet,
        noPreflight,
        `browser → server [plain] GET ${path}`,
        'server → browser [passes] 302 Found',
        '(Redirect followed) [passes] To https://b.example/. Its Origin is null.',
        `browser → server 2 [plain] GET ${path}`,
        'server 2 → browser [blocked] 200 OK',
        '(CORS check: fails) [blocked] The response to Origin: null has no Access-Control-Allow-Origin.',
        toldOfFailure,
      ],
    ],
    [
      'no response',
      step(),
      [exchanged('GET', undefined)],
      failed,
      [
        asksGet,
        noPreflight,
        `browser → server [plain] GET ${path}`,
        'server → browser [stopped] no response',
        toldOfFailure,
      ],
    ],
    [
      'nothing sent',
      step(),
      [],
      failed,
      [
        asksGet,
        '(The server saw nothing) [stopped] The server received nothing: the browser stopped before anything was sent, or it used its cache.',
        toldOfFailure,
      ],
    ],
    [
      'a request without CORS',
      step({ mode: 'no-cors' }),
      [exchanged('GET', 200)],
      { readable: false, opaque: true },
      [
        `${asksGet}, mode: no-cors`,
        `browser → server [plain] GET ${path}`,
        'server → browser [plain] 200 OK',
        'browser → page [plain] opaque: no status, no headers, no body',
      ],
    ],
    [
      'a stream',
      stream,
      [exchanged('GET', 200, [...allowed, ['Content-Type', 'text/event-stream']])],
      { readable: true },
      [
        'page → browser [plain] new EventSource: /api/events, credentials: include',
        `browser → server [plain] GET ${path}`,
        'server → browser [passes] 200 OK',
        `(CORS check: passes) [passes] ${app} may read the response.`,
        'browser → page [passes] an event',
      ],
    ],
    [
      'a socket',
      socket,
      [exchanged('GET', 101)],
      { readable: true },
      [
        'page → browser [plain] new WebSocket: /api/socket',
        `browser → server [plain] GET ${path}`,
        'server → browser [plain] 101 Switching Protocols',
        'browser → page [passes] open',
      ],
    ],
    [
      'a rejected socket',
      socket,
      [exchanged('GET', 403)],
      { readable: false },
      [
        'page → browser [plain] new WebSocket: /api/socket',
        `browser → server [plain] GET ${path}`,
        'server → browser [plain] 403 Forbidden',
        'browser → page [blocked] an error without a reason',
      ],
    ],
  ]
  for (const [what, of, recorded, outcome, rows] of cases)
    it(what, () => assert.deepEqual(drawn(draw(of, recorded, outcome)), rows))

  it('a response from the cache → a note, from its stored headers', () => {
    const earlier = [exchanged('GET', 200)]
    const [, note] = draw(step(), [], failed, { earlier })
    assert.equal(note?.kind === 'note' && note.title, 'From the cache')
  })

  it('a redirect within the origin → stays in the lane of the server', () => {
    const within = exchanged('GET', 302, [...allowed, ['Location', '/api/other']])
    const rows = draw(step(), [within, exchanged('GET', 200, allowed)], read)
    const lanes = new Set(rows.flatMap((row) => (row.kind === 'message' ? [row.from, row.to] : [])))
    assert.deepEqual([...lanes].sort(), ['browser', 'page', 'server'])
  })

  it('a preflight after a redirect, and the request after it → in the lane of the other server', () => {
    const rows = draw(
      patch,
      [
        preflight(204, allowedPatch),
        exchanged('PATCH', 307, [...allowed, ['Location', 'https://b.example/x']]),
        preflight(204, allowedPatch),
        exchanged('PATCH', 200, allowed),
      ],
      read,
    )
    const receivers = rows.flatMap((row) =>
      row.kind === 'message' && row.from === 'browser' && row.to !== 'page' ? [row.to] : [],
    )
    assert.deepEqual(receivers, ['server', 'server', 'server 2', 'server 2'])
  })
})
