import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { describe, it } from 'node:test'
import type { Io } from '../src/cli/io.ts'
import { progressText, startProgress } from '../src/cli/progress.ts'

/** The text that a run with these streams writes to standard error while it runs. */
function written(
  stdout: { isTTY: boolean },
  stderr: { isTTY: boolean; columns?: number },
  env: Record<string, string> = {},
): string {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString()
      done()
    },
  })
  const io = { stdout, stderr: Object.assign(stream, stderr), env, folder: '/' } as unknown as Io
  const progress = startProgress(io, 'https://api.example.com/')
  progress.update({ check: 'WebSockets', done: 1, total: 16 })
  progress.stop()
  return text
}

const terminal = { isTTY: true, columns: 80 }

describe('the progress line', () => {
  it('is shown to a person at a terminal', () => {
    assert.match(written(terminal, terminal), /Checking https:\/\/api\.example\.com\//)
  })

  it('names the check, the request, its page, and how far the run is', () => {
    const request = {
      method: 'GET',
      url: 'https://api.example.com/api/items?page=2',
      origin: 'https://app.example.com',
    }
    assert.equal(
      progressText({ check: 'Vary', done: 2, total: 16, request }, 200),
      '3 of about 16: Vary: GET /api/items?page=2 from https://app.example.com',
    )
    const ofClient = { method: request.method, url: request.url }
    assert.equal(
      progressText({ check: 'Vary', done: 16, total: 16, request: ofClient }, 200),
      '16 of about 16: Vary: GET /api/items?page=2',
    )
    assert.equal(progressText({ check: 'Vary', done: 0, total: 16 }, 200), '1 of about 16: Vary')
  })

  it('has no control characters of a URL', () => {
    const request = { method: 'GET', url: 'https://api.example.com/\u001b[2J\n' }
    assert.doesNotMatch(
      progressText({ check: 'Vary', done: 0, total: 1, request }, 200),
      /[\u0000-\u001f]/,
    )
  })

  it('is truncated to the width of the terminal', () => {
    const request = { method: 'GET', url: `https://api.example.com/${'x'.repeat(500)}` }
    const long = progressText({ check: 'Vary', done: 0, total: 16, request }, 57)
    assert.equal(long.length, 57)
    assert.match(long, /^1 of about 16: Vary: GET \/x+\.\.\.$/)
  })

  for (const [name, text] of [
    ['the report is piped', () => written({ isTTY: false }, terminal)],
    ['standard error is piped', () => written(terminal, { isTTY: false })],
    ['it runs in continuous integration', () => written(terminal, terminal, { CI: 'true' })],
    ['the terminal is dumb', () => written(terminal, terminal, { TERM: 'dumb' })],
    ['the terminal reports 0 columns', () => written(terminal, { isTTY: true, columns: 0 })],
  ] as const) {
    it(`is not shown when ${name}`, () => {
      assert.equal(text(), '')
    })
  }
})
