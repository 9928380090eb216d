import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openSite, untilReady, type Production } from './helpers/production.ts'

const site = await openSite()
after(() => site.close())

/** Bytes of all that a start loads: each megabyte costs 16 ms before the process listens. */
const mostBytes = 2_500_000

/** A flag of Node that has each file written to the log as it is loaded. */
const spying = importing(`
  import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`
    import { writeSync } from 'node:fs'
    export async function load(url, context, next) {
      if (url.startsWith('file:')) writeSync(1, 'LOADED ' + url + '\\\\n')
      return next(url, context)
    }\`))`)

/** A flag of Node that has a package missing. */
const lacking = (name: string) =>
  importing(`
  import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`
    export async function resolve(name, context, next) {
      if (name === '${name}') throw new Error('${name} is missing')
      return next(name, context)
    }\`))`)

function importing(script: string): string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(script)}`]
}

async function says({ screen, child }: Production, text: RegExp): Promise<string> {
  while (!text.test(screen())) {
    assert.equal(child.exitCode, null, screen())
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return screen()
}

function loadedIn(screen: string): string[] {
  return [...screen.matchAll(/^LOADED (.+)$/gm)].map(([, url]) => fileURLToPath(url ?? ''))
}

describe('what the built API loads before it listens', { timeout: 30_000 }, () => {
  it('is its own code and the database: no documentation, no hashing, no other database', async () => {
    const api = await site.start({ flags: spying, signIn: false })
    await untilReady(api)
    const screen = await says(api, /LOADED \S+argon2/)
    const loaded = loadedIn(screen.slice(0, screen.indexOf('"msg":"API at')))

    assert.ok(
      loaded.some((file) => file.includes('libsql')),
      loaded.join('\n'),
    )
    for (const file of loaded) {
      assert.doesNotMatch(file, /swagger|docs|argon2|postgres|pino-pretty|seed/)
    }
    const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0)
    assert.ok(bytes <= mostBytes, `${bytes} bytes in ${loaded.length} files`)
  })

  for (const name of ['@node-rs/argon2', '@fastify/swagger-ui']) {
    it(`without ${name}, which comes later, the process ends and names it`, async () => {
      const api = await site.start({ flags: lacking(name), signIn: false })
      assert.equal((await api.ended).code, 1)
      assert.ok(api.screen().includes(`${name} is missing`), api.screen())
    })
  }
})
