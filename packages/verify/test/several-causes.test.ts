import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verified } from './verified.ts'

describe('a failed request that two causes explain equally well', () => {
  it('429 with Vary: Origin and without CORS headers → one finding that numbers the causes', async () => {
    const { findings } = await verified((_request, response) => {
      response.setHeader('vary', 'Origin')
      response.writeHead(429).end()
    })
    const found = findings.find(({ cause }) => cause === 'rate-limit-before-cors')
    assert.deepEqual(found?.otherCauses, ['origin-not-listed'])
    assert.match(
      found.observed,
      / Cause 1: A rate limit responds before the CORS layer\. .*To distinguish: .* Cause 2: The CORS layer does not list the origin of the page\. .*To distinguish: /,
    )
    assert.match(found.expected, /^For cause 1: Register .* For cause 2: Add /)
  })

  it('429 with its own header → one cause, without a number', async () => {
    const { findings } = await verified((_request, response) => {
      response.writeHead(429, { 'retry-after': '1' }).end()
    })
    const found = findings.find(({ cause }) => cause === 'rate-limit-before-cors')
    assert.equal(found?.otherCauses, undefined)
    assert.doesNotMatch(`${found?.observed ?? ''} ${found?.expected ?? ''}`, /cause \d/i)
  })
})
