import { unsetVariables } from '@repo/e2e/env-example'
import { findBrowser } from '@repo/e2e/browsers'
import assert from 'node:assert/strict'
import { execFile, execFileSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'tarball-'))
const clone = join(folder, 'clone')
const pnpm = 'npx --yes pnpm@12.21.0'

const skip = findBrowser('chromium') ? false : 'no Chromium is installed'

/** A cloner depends on cors-verify like this when it is published. Each test needs the ones before it. */
describe('a clone of the starter with cors-verify as a package', { skip }, () => {
  before(() => {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    for (const file of listed.split('\0').filter((name) => name && existsSync(join(root, name))))
      cpSync(join(root, file), join(clone, file))
    // The lab uses the servers of packages/verify, which are not in the published package.
    for (const path of ['apps/lab', 'packages/bench', 'packages/verify'])
      rmSync(join(clone, path), { recursive: true, force: true })
    execFileSync('git', ['init', '--quiet'], { cwd: clone })
  })
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))

  it('the tarball in place of packages/verify → installed', async () => {
    const pack = `${pnpm} --config.verify-deps-before-run=false pack --pack-destination ${folder}`
    await run(pack, join(root, 'packages/verify'))
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? ''
    const manifest = join(clone, 'e2e/package.json')
    const text = readFileSync(manifest, 'utf8')
    const dependency = `"cors-verify": "file:${join(folder, tarball)}"`
    assert.match(text, /"cors-verify": "workspace:\*"/)
    writeFileSync(manifest, text.replace('"cors-verify": "workspace:*"', dependency))
    await run(`${pnpm} install --prefer-offline --no-frozen-lockfile`)
    const installed = readdirSync(join(clone, 'e2e/node_modules/cors-verify'))
    assert.ok(installed.includes('dist') && !installed.includes('src'), installed.join(', '))
  })

  it('types → no error', async () => {
    await run(`${pnpm} --filter @repo/e2e types`)
  })

  it('the contract, in Chromium in production → passes', async () => {
    const output = await run('npm run e2e -- contract.spec --project "chromium production"')
    assert.match(output, /a page on \S+ reads GET \/api\/items with its cookies/)
    assert.match(output, /^ {2}\d+ passed/m)
  })
})

/** Runs a command in the clone. @returns its output; rejects with the output if it fails */
function run(command: string, cwd = clone): Promise<string> {
  // node:test sets NODE_TEST_CONTEXT for its files: with it, a nested run would report to this run.
  const env = { ...process.env, ...unsetVariables, FORCE_COLOR: '0', NODE_TEST_CONTEXT: undefined }
  return new Promise((resolve, reject) => {
    const [shell, option] = ['/bin/sh', '-c']
    execFile(
      shell,
      [option, command],
      { cwd, env, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${command}\n${stdout}${stderr}`))
        else resolve(stdout + stderr)
      },
    )
  })
}
