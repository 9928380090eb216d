import { exampleVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const composeFile = 'docs/deployment/compose.yaml'

interface Service {
  image?: string
  build?: { context: string; dockerfile: string; args?: Record<string, string> }
  environment?: Record<string, string>
  volumes?: string[]
  deploy?: { replicas: number }
  depends_on?: Record<string, { condition: string }>
}
const { services } = parse(read(composeFile)) as { services: Record<string, Service> }

/** At least major and minor version: `latest` and `22` name another image after a release. */
const pinned = /^[a-z]+:\d+\.\d+[\w.-]*$/

describe(composeFile, () => {
  const environment = (name: string) => Object.keys(services[name]?.environment ?? {})

  it('states that no test runs it', () => {
    assert.match(read(composeFile), /^# Checked statically .* do not run it\.\n/)
  })

  it('sets only variables that the API reads, and all that it needs', () => {
    assert.deepEqual(
      environment('api').filter((name) => !Object.hasOwn(exampleVariables, name)),
      [],
    )
    for (const name of [
      'API_ORIGIN',
      'WEB_ORIGINS',
      'COOKIE_SECRETS',
      'DATABASE_URL',
      'TRUST_PROXY',
    ]) {
      assert.ok(environment('api').includes(name), name)
    }
  })

  it('sets only variables that the web reads, and builds in the same API origin', () => {
    const source = read('apps/web/server/web-env.ts')
    for (const name of environment('web')) assert.match(source, new RegExp(`\\b${name}\\b`))
    const { build, environment: variables } = services['web'] ?? {}
    assert.equal(build?.args?.['VITE_API_ORIGIN'], '${API_ORIGIN}')
    assert.equal(variables?.['API_ORIGIN'], '${API_ORIGIN}')
  })

  it('pins its images, and builds from existing Dockerfiles', () => {
    for (const [name, { image, build }] of Object.entries(services)) {
      if (image) assert.match(image, pinned, name)
      else
        assert.ok(
          existsSync(join(root, 'docs/deployment', build?.context ?? '', build?.dockerfile ?? '')),
          name,
        )
    }
  })

  it('has the replicas and the web at the addresses in its command of nginx-conf.ts', () => {
    const { name } = parse(read(composeFile)) as { name: string }
    const command = /scripts\/nginx-conf\.ts --web (\S+) \\\n# +--api (\S+) > nginx\.conf/
    const [, web = '', api = ''] = command.exec(read(composeFile)) ?? []
    const replicas = services['api']?.deploy?.replicas ?? 0
    const numbers = Array.from({ length: replicas }, (_, index) => index + 1)
    // Compose names the containers of a service like this.
    const addresses = numbers.map((number) => `${name}-api-${number}:3000`).concat('web:8080')
    assert.equal(replicas, 3)
    assert.deepEqual([...api.split(','), web], addresses)
  })

  it('requires the configuration of its proxy, and names the script that prints it', () => {
    assert.match(services['proxy']?.volumes?.[0] ?? '', /^\$\{NGINX_CONF:\?/)
    const [script = ''] = /scripts\/[\w-]+\.ts(?=[^>]*> nginx\.conf)/.exec(read(composeFile)) ?? []
    assert.ok(existsSync(join(root, script)), script)
  })

  it('waits only for existing services, until they are healthy', () => {
    for (const { depends_on = {} } of Object.values(services)) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        assert.ok(services[name], name)
        assert.equal(condition, 'service_healthy')
      }
    }
  })

  it('contains no secret, and requires each from outside', () => {
    for (const name of ['COOKIE_SECRETS', 'POSTGRES_PASSWORD']) {
      assert.match(read(composeFile), new RegExp(`${name}: \\$\\{${name}:\\?`))
    }
  })

  const engine = spawnSync('docker', ['compose', 'version']).status === 0
  it(
    'is accepted by docker compose',
    { skip: !engine && 'docker compose is not installed' },
    () => {
      const checked = spawnSync('docker', ['compose', '--file', composeFile, 'config', '--quiet'], {
        cwd: root,
        encoding: 'utf8',
        env: {
          ...process.env,
          API_ORIGIN: 'https://api.acme.dev',
          WEB_ORIGINS: 'https://app.acme.dev',
          NGINX_CONF: 'nginx.conf',
          COOKIE_SECRETS: 'k'.repeat(32),
          POSTGRES_PASSWORD: 'p'.repeat(32),
        },
      })
      assert.equal(checked.stderr, '')
      assert.equal(checked.status, 0)
    },
  )
})
