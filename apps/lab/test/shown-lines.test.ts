import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Message, Row } from 'cors-verify/diagram'
import {
  step,
  allowed,
  allowedPatch,
  app,
  draw,
  exchanged,
  failed,
  patch,
  preflight,
  read,
  stream,
} from './exchanges.ts'

const lines = (rows: readonly Row[]) =>
  rows.flatMap((row) => (row.kind === 'message' ? row.lines : []))
const deciding = (rows: readonly Row[]) =>
  lines(rows)
    .filter(({ decides }) => decides)
    .map(({ name, value }) => `${name}: ${value}`)

describe('the header lines that decided are marked', () => {
  it('a response that passes → both sides of the CORS check', () => {
    const rows = draw(step(), [exchanged('GET', 200, allowed)], read)
    assert.deepEqual(deciding(rows), [`Origin: ${app}`, `Access-Control-Allow-Origin: ${app}`])
  })

  it('an actual response that fails after its preflight has passed → only its own lines', () => {
    const recorded = [preflight(204, allowedPatch), exchanged('PATCH', 200)]
    const rows = draw(patch, recorded, failed)
    assert.deepEqual(deciding(rows), [`Origin: ${app}`, 'Access-Control-Allow-Origin: absent'])
  })

  it('a preflight that fails by its status, or by its methods → that line', () => {
    const by = (status: number, headers = allowedPatch) =>
      deciding(draw(patch, [preflight(status, headers)], failed))
    assert.deepEqual(by(401), [':status: 401'])
    assert.deepEqual(by(204, allowed), [
      'Access-Control-Request-Method: PATCH',
      'Access-Control-Allow-Methods: absent',
    ])
  })

  it('an event stream with another Content-Type → that line', () => {
    const headers = [...allowed, ['Content-Type', 'text/html']] as const
    const rows = draw(stream, [exchanged('GET', 200, headers)], { readable: false })
    assert.deepEqual(deciding(rows), ['Content-Type: text/html'])
  })
})

describe('the header lines of each message', () => {
  it('headers that the page sets or reads, and those of CORS → shown; others → not', () => {
    const of = step({ headers: { 'X-Trace': '1' }, reads: ['X-Total-Count'] })
    const exchange = exchanged(
      'GET',
      200,
      [...allowed, ['x-total-count', '2'], ['Date', 'now']],
      [
        ['Origin', app],
        ['x-trace', '1'],
        ['User-Agent', 'a browser'],
      ],
    )
    const names = (from: Message['from'], rows: readonly Row[]) =>
      lines(rows.filter((row) => row.kind === 'message' && row.from === from)).map(
        ({ name }) => name,
      )
    const outcome = { ...read, values: { 'X-Total-Count': null } }
    const rows = draw(of, [exchange], outcome)
    assert.deepEqual(names('page', rows), ['X-Trace'])
    assert.deepEqual(names('server', rows), [
      ...allowed.map(([name]) => name),
      'x-total-count',
      'Access-Control-Expose-Headers',
    ])
    assert.deepEqual(names('browser', rows), ['Origin', 'x-trace', "headers.get('X-Total-Count')"])
    assert.deepEqual(
      lines(rows).find(({ name }) => name.startsWith('headers.get')),
      { name: "headers.get('X-Total-Count')", value: 'null', decides: false, isAbsent: true },
    )
  })
})
