import { corsPolicy, definePolicy, environments } from '@repo/config'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { unsetVariables } from '../src/env-example.ts'
import { nginxConf } from '../src/nginx-conf.ts'
import { deploymentFile } from '../src/nginx.ts'

const template = deploymentFile('nginx.conf')
const run = (variables: Record<string, string>) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', '../scripts/nginx-conf.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { ...unsetVariables, ...variables },
  })

describe('docs/deployment/nginx.conf', () => {
  it('is what the configuration of this repository makes of itself: no list in it is its own', () => {
    const policy = definePolicy('production', {
      ...corsPolicy,
      ...environments.production,
      dangerouslyAllowPlaceholders: true,
    })
    assert.equal(nginxConf(template, policy), template)
  })

  it('for other origins, has their names and their allowlist, and no placeholder', async () => {
    const { stdout } = await run({
      API_ORIGIN: 'https://api.acme.dev',
      WEB_ORIGINS: 'https://*.preview.acme.dev,https://app.acme.dev',
    })
    assert.match(stdout, /server_name api\.acme\.dev;/)
    assert.match(stdout, /server_name app\.acme\.dev;/)
    assert.match(stdout, /"~\^https:\/\/app\\\.acme\\\.dev\$" \$http_origin;/)
    assert.match(stdout, /"~\^https:\/\/\(\?:.*\)\+preview\\\.acme\\\.dev\$" \$http_origin;/)
    assert.doesNotMatch(stdout, /example\.com/)
  })

  it('is not printed for origins that the API would refuse', async () => {
    await assert.rejects(
      run({ API_ORIGIN: 'https://api.acme.dev', WEB_ORIGINS: 'https://app.acme.dev/' }),
      /ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/,
    )
  })
})
