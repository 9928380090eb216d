import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startBrowser, type BrowserDriver } from '../src/browser/index.ts'
import { observe, predict, type Course, type SetUp } from './decide-in-browsers-course.ts'
import { inBrowser } from './decide-in-browsers-known.ts'
import { generateSetUps } from './decide-in-browsers-generated.ts'
import { titleOf } from './decide-in-browsers-row.ts'
import { exposedRows } from './decide-in-browsers-rows-exposed.ts'
import { originRows } from './decide-in-browsers-rows-origin.ts'
import { preflightRows } from './decide-in-browsers-rows-preflight.ts'
import { requestRows } from './decide-in-browsers-rows-request.ts'
import { startAnswering, type AnsweringServer } from './decide-in-browsers-server.ts'
import { host, origin, shown } from './decide-support.ts'

const api = `http://www1.${host}`
const groups = {
  'the CORS check': originRows,
  'exposed headers': exposedRows,
  'the preflight': preflightRows,
  'what a page may send without asking': requestRows,
}
/** Another seed makes other set-ups: `DECIDE_SEED=7`. */
const seed = Number(process.env['DECIDE_SEED'] ?? 20_261)
const generated = generateSetUps(seed, 200)

for (const name of ['chromium', 'firefox'] as const) {
  const running = await startBrowser(name)
  const missing = 'missing' in running ? running.missing : undefined

  describe(`the decision core against ${name}`, { skip: missing ?? false }, () => {
    let server: AnsweringServer
    let driver: BrowserDriver

    before(async () => {
      assert.ok(!('missing' in running))
      server = await startAnswering()
      const { port } = server
      driver = await running.drive({
        origins: [origin],
        target: new URL(api),
        cookies: [],
        resolve: new Map([[new URL(api).host, { address: '127.0.0.1', port }]]),
        ignoreCertificates: true,
        timeoutMs: 5000,
      })
    })
    after(async () => {
      await driver.close()
      await server.close()
      if (!('missing' in running)) await running.close()
    })

    const compare = async (setUp: SetUp): Promise<{ did: Course; says: Course }> => ({
      did: await observe(driver, server, api, setUp),
      says: inBrowser(name, setUp, predict(setUp)),
    })

    for (const [group, rows] of Object.entries(groups)) {
      describe(group, () => {
        for (const row of rows) {
          it(titleOf(row), async () => {
            const { did, says } = await compare(row.setUp)
            assert.deepEqual(did, says)
          })
        }
      })
    }

    it(`${generated.length} set-ups of seed ${seed} → the browser does what the core says`, async (t) => {
      const differences: string[] = []
      for (const setUp of generated) {
        const { did, says } = await compare(setUp)
        try {
          assert.deepEqual(did, says)
        } catch {
          differences.push(`${shown(setUp)}\n  core: ${shown(says)}\n  ${name}: ${shown(did)}`)
        }
      }
      assert.deepEqual(differences, [])
    })
  })
}
