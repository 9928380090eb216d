import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { buildServers } from '../src/build.ts'
import { callgrindMissing } from '../src/callgrind.ts'
import { limits, measureLayer, measurePreflight } from '../src/cors-cost.ts'

/** Instructions of the built API, counted by valgrind: the only measured numbers with a limit. */
describe('the cost of CORS in instructions', { skip: callgrindMissing }, () => {
  before(buildServers)

  it('the CORS layer of a GET, allowed and disallowed origin, of 3 and of 10,000 → within the limits', async () => {
    const { allowed, disallowed, growth } = await measureLayer()
    for (const [what, instructions] of Object.entries({ allowed, disallowed })) {
      // Without a lower bound, a layer that is not there would pass.
      const within = instructions > 1000 && instructions <= limits.layer
      assert.ok(within, `${what} origin: ${instructions} instructions`)
    }
    assert.ok(growth.allowed <= limits.growth, `allowed origin: ${growth.allowed}`)
    assert.ok(growth.disallowed <= limits.growth, `disallowed origin: ${growth.disallowed}`)
  })

  it('a preflight costs at most 1.05 times one of an app with CORS alone', async () => {
    const { api, corsOnly, ratio } = await measurePreflight()
    assert.ok(ratio <= limits.preflight, `${api} to ${corsOnly} instructions`)
  })
})
