import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { servers } from '../servers/index.ts'
import { runMatrix } from '../servers/run-matrix.ts'

// The HTTP checks alone, against every server; causes-in-browsers.rest.test.ts runs the browser checks.
const matrix = runMatrix({ browser: 'none' })

for (const kind of ['broken', 'valid'] as const)
  describe(`${kind} servers, over HTTP`, { concurrency: true }, () => {
    for (const { id } of servers.filter((file) => file.kind === kind))
      it(`${id} → its fault is found, and there is no other finding`, async () => {
        const verdict = (await matrix).find((each) => each.id === id)
        assert.ok(verdict)
        assert.deepEqual(verdict.problems, [])
      })
  })
