import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startBrowser } from '../src/browser/index.ts'
import { verify } from '../src/index.ts'
import { servers } from '../servers/index.ts'
import { runMatrix } from '../servers/run-matrix.ts'
import { serve } from './little-server.ts'

// One server for each code, and some without a fault: `npm run causes` runs all of them.
const loaded = await Promise.all(servers.map(async (file) => ({ file, server: await file.load() })))
const chosen = new Set(
  loaded
    .filter(
      ({ file, server: { expects } }, index) =>
        // The browser checks do not measure time.
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
  const connected: boolean[] = []
  if (!('missing' in running)) {
    connected.push(running.isConnected())
    await running.close()
    connected.push(running.isConnected())
  }

  describe(`broken and valid servers, in ${browser}`, { skip: missing ?? false }, () => {
    const matrix = missing
      ? Promise.resolve([])
      : runMatrix({ browser, only: ({ id }) => chosen.has(id) })
    for (const id of chosen)
      it(`${id} → the browser behaves as predicted, and there is no other finding`, async () => {
        const verdict = (await matrix).find((each) => each.id === id)
        assert.ok(verdict)
        assert.deepEqual(verdict.problems, [])
      })

    it('a browser that has ended → is not connected', () => {
      assert.deepEqual(connected, [true, false])
    })

    // The pages of disallowed origins are https, and mixed content blocks their requests.
    it('a healthy API on plain http, not on this machine → ok', async () => {
      const page = 'http://app.example.com'
      const server = await serve((request, response) => {
        response.setHeader('vary', 'Origin')
        if (request.headers.origin === page) response.setHeader('access-control-allow-origin', page)
        response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end()
      })
      const { port } = new URL(server.url)
      const resolve = { [`api.example.com:${port}`]: `127.0.0.1:${port}` }
      const options = { origins: [page], browser, resolve, runTimeoutSeconds: 300 }
      try {
        const report = await verify(`http://api.example.com:${port}/items`, options)
        assert.match(report.browser ?? '', new RegExp(browser, 'i'))
        assert.deepEqual([report.verdict, report.disagreements], ['ok', []])
      } finally {
        await server.close()
      }
    })
  })
}
