import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startBrowser } from '../src/browser/index.ts'
import { servers } from '../servers/index.ts'
import { runMatrix } from '../servers/run-matrix.ts'

// One server for each code, and some that are right: `npm run causes` asks about all of them.
const loaded = await Promise.all(servers.map(async (file) => ({ file, server: await file.load() })))
const chosen = new Set(
  loaded
    .filter(
      ({ file, server: { expects } }, index) =>
        // Time is no matter for browsers.
        !expects.includes('slow-origin-check') &&
        (expects.length > 0
          ? loaded.findIndex(({ server }) => server.expects[0] === expects[0]) === index
          : file.id.startsWith('hono')),
    )
    .map(({ file }) => file.id),
)

for (const browser of ['chromium', 'firefox'] as const) {
  const running = await startBrowser(browser)
  const missing = 'missing' in running ? running.missing : undefined
  if (!('missing' in running)) await running.close()

  describe(`broken and valid servers, in ${browser}`, { skip: missing ?? false }, () => {
    const matrix = missing
      ? Promise.resolve([])
      : runMatrix({ browser, only: ({ id }) => chosen.has(id) })
    for (const id of chosen)
      it(`${id} → the browser does as predicted, and nothing else is found`, async () => {
        const verdict = (await matrix).find((each) => each.id === id)
        assert.ok(verdict)
        assert.deepEqual(verdict.problems, [])
      })
  })
}
