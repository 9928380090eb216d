import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { deploy, type ApiProcess } from './helpers/deployment.ts'

const deployment = await deploy()
after(() => deployment.close())

/** Flags of Node that print the URL of each file that is loaded. */
const printLoaded = importing(`
  import { register } from 'node:module'
  register('data:text/javascript,' + encodeURIComponent(\`
    import { writeSync } from 'node:fs'
    export async function load(url, context, next) {
      if (url.startsWith('file:')) writeSync(1, 'LOADED ' + url + '\\\\n')
      return next(url, context)
    }\`))`)

/** Returns flags of Node with which the import of a package fails. */
const withoutPackage = (name: string) =>
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

async function untilPrinted({ output, child }: ApiProcess, text: RegExp): Promise<string> {
  while (!text.test(output())) {
    assert.equal(child.exitCode, null, output())
    await sleep(20)
  }
  return output()
}

describe('The start of the bundle', { timeout: 60_000 }, () => {
  it('loads neither the driver of the other database nor a package that only development needs', async () => {
    const api = await deployment.start({ flags: printLoaded, signIn: false })
    const output = await untilPrinted(api, /"msg":"API at/)
    const loaded = [...output.matchAll(/^LOADED (.+)$/gm)].map(([, url]) => fileURLToPath(url!))
    assert.ok(
      loaded.some((file) => file.includes('libsql')),
      loaded.join('\n'),
    )
    for (const file of loaded) {
      assert.doesNotMatch(file, /postgres|\/pg\/|pino-pretty|[/@]tsx@|\/src\//)
    }
    const bytes = loaded.reduce((sum, file) => sum + statSync(file).size, 0)
    assert.ok(bytes <= 6_000_000, `${bytes} bytes in ${loaded.length} files`)
  })

  for (const name of ['@node-rs/argon2', '@fastify/swagger-ui', 'libsql']) {
    it(`without ${name} -> exit code 1 at start, and the message names it`, async () => {
      const api = await deployment.start({ flags: withoutPackage(name), signIn: false })
      assert.equal((await api.ended).code, 1)
      assert.ok(api.output().includes(`${name} is missing`), api.output())
    })
  }
})
