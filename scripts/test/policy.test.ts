import { corsPolicy, environments } from '@repo/config'
import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { promisify } from 'node:util'

const root = new URL('../..', import.meta.url)
const run = (file: string, args: readonly string[], variables: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: { ...unsetVariables, ...variables },
  })

const origins = { API_ORIGIN: 'https://api.acme.dev', WEB_ORIGINS: 'https://app.acme.dev' }
const folder = mkdtempSync(join(tmpdir(), 'policy-'))
after(() => rmSync(folder, { recursive: true }))

describe('npm run policy', () => {
  it('development → the origins of environments.ts', async () => {
    const { stdout } = await run('scripts/policy.ts', ['development'])
    const { target, origins } = JSON.parse(stdout) as { target: string; origins: string[] }
    assert.equal(target, `${environments.development.apiOrigin}/api/items`)
    assert.deepEqual(origins, environments.development.allowedOrigins)
  })

  it('its output, as the configuration file of cors-verify → a block of another stack with this policy', async () => {
    const file = join(folder, 'cors-verify.config.json')
    writeFileSync(file, (await run('scripts/policy.ts', [], origins)).stdout)
    const { stdout } = await run('packages/verify/src/cli.ts', [
      'config',
      'express',
      '--config',
      file,
    ])
    const { methods, requestHeaders, exposedHeaders, maxAgeSeconds } = corsPolicy
    for (const text of ['https://app.acme.dev', ...methods, String(maxAgeSeconds)])
      assert.ok(stdout.includes(text), text)
    for (const name of [...requestHeaders, ...exposedHeaders])
      assert.ok(stdout.includes(name.toLowerCase()), name)
  })

  it('an invalid origin, or an unknown environment → all problems, and exit code 1', () => {
    const failed = (args: readonly string[], variables: Record<string, string>) =>
      spawnSync(process.execPath, ['--import', 'tsx', 'scripts/policy.ts', ...args], {
        cwd: root,
        env: { ...unsetVariables, ...variables },
        encoding: 'utf8',
      })
    const slash = failed([], { ...origins, WEB_ORIGINS: 'https://app.acme.dev/,null' })
    assert.equal(slash.status, 1)
    assert.match(slash.stderr, /ORIGIN_TRAILING_SLASH.*WEB_ORIGINS\[0\][^]*ORIGIN_NULL/)
    assert.equal(slash.stdout, '')
    const unknown = failed(['prodution'], origins)
    assert.equal(unknown.status, 1)
    assert.match(unknown.stderr, /ENVIRONMENT_UNKNOWN.*prodution[^]*production/)
  })
})
