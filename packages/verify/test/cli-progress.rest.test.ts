import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { describe, it } from 'node:test'
import type { Io } from '../src/cli/io.ts'
import { startProgress } from '../src/cli/progress.ts'

/** What a run writes to standard error while it goes on, on a terminal like this. */
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

const person = { isTTY: true, columns: 80 }

describe('the progress line', () => {
  it('is shown to a person at a terminal', () => {
    assert.match(written(person, person), /Checking https:\/\/api\.example\.com\//)
  })

  for (const [name, text] of [
    ['the report is piped', () => written({ isTTY: false }, person)],
    ['standard error is piped', () => written(person, { isTTY: false })],
    ['it runs in continuous integration', () => written(person, person, { CI: 'true' })],
    ['the terminal is dumb', () => written(person, person, { TERM: 'dumb' })],
    ['the terminal says it has no columns', () => written(person, { isTTY: true, columns: 0 })],
  ] as const) {
    it(`is silent when ${name}`, () => {
      assert.equal(text(), '')
    })
  }
})
