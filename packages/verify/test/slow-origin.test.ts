import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { publicApi, verified, type Listener } from './verified.ts'

/** A public API whose origin check takes a time that depends on the length of `Origin`. */
const taking =
  (milliseconds: (length: number) => number): Listener =>
  (request, response) => {
    const { origin = '' } = request.headers
    setTimeout(() => publicApi(request, response), milliseconds(origin.length))
  }

async function observed(milliseconds: (length: number) => number): Promise<string | undefined> {
  const { findings } = await verified(taking(milliseconds))
  return findings.find(({ code }) => code === 'slow-origin-check')?.observed
}

describe('the time of the origin check', { concurrency: true }, () => {
  it('doubles with each character → each further character multiplies the time', async () => {
    // An ordinary origin is shorter than 32 characters.
    const text = await observed((length) => (length < 32 ? 0 : Math.min(2 ** (length - 26), 400)))
    assert.match(text ?? '', /^An Origin of \d\d characters takes \d+ ms.* multiplies the time/)
  })

  it('is long for 8,000 characters only → such requests in a row keep the server busy', async () => {
    const text = await observed((length) => (length > 5000 ? 400 : 0))
    assert.match(text ?? '', /^An Origin of 80\d\d characters takes \d+ ms.* in a row/)
  })

  it('is the same for every origin → no finding', async () => {
    assert.equal(await observed(() => 50), undefined)
  })
})
