import { definePolicy } from '@repo/config'
import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { describe, it } from 'node:test'
import { promisify } from 'node:util'
import { nginxConf, template } from '../nginx-conf.ts'

/** The lists of the templates, literally: cors-policy.ts is edited after cloning. */
const lists = {
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  requestHeaders: ['Content-Type', 'If-Match'],
  exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
}
const policyOf = (apiOrigin: string, ...allowedOrigins: string[]) =>
  definePolicy('production', {
    ...lists,
    credentials: true,
    maxAgeSeconds: 7200,
    apiOrigin,
    allowedOrigins,
    dangerouslyAllowPlaceholders: true,
  })
const defaults = { api: ['localhost:3000'], web: 'localhost:8080' }
const linesOf = (text: string, name: RegExp) =>
  [...text.matchAll(/^ *(.*);$/gm)].map((match) => match[1] ?? '').filter((line) => name.test(line))

const run = (variables: Record<string, string>, ...options: string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'nginx-conf.ts', ...options], {
    cwd: new URL('..', import.meta.url),
    env: { ...unsetVariables, ...variables },
  })

describe('nginx.conf for a configuration', () => {
  it('for the origins and the lists of the template → the template itself', () => {
    const policy = policyOf('https://api.example.com', 'https://app.example.com')
    assert.equal(nginxConf(policy, defaults), template('nginx.conf'))
  })

  it('for one origin → the template with one server', () => {
    const origin = 'https://items.example.com'
    assert.equal(nginxConf(policyOf(origin, origin), defaults), template('nginx-same-origin.conf'))
  })

  it('for origins with ports → nginx listens there, and redirects there', () => {
    const policy = policyOf('https://api.acme.dev:8443', 'https://app.acme.dev:4443')
    assert.deepEqual(linesOf(nginxConf(policy, defaults), /^listen \d+ ssl/), [
      'listen 4443 ssl default_server',
      'listen 8443 ssl default_server',
      'listen 4443 ssl http2',
      'listen 8443 ssl http2',
    ])
    assert.match(nginxConf(policy, defaults), /return 301 https:\/\/\$host:4443\$request_uri;/)
    const one = policyOf('https://acme.dev:8443', 'https://acme.dev:8443')
    assert.match(nginxConf(one, defaults), /connect-src https:\/\/acme\.dev:8443;/)
    assert.match(nginxConf(one, defaults), /return 301 https:\/\/\$host:8443\$request_uri;/)
  })

  it('for replicas → a group without each of them, and a file that chooses it', () => {
    const policy = policyOf('https://api.acme.dev', 'https://app.acme.dev')
    const conf = nginxConf(policy, { api: ['a:3000', 'b:3000'], web: 'web:8080' })
    const groups = [...conf.matchAll(/upstream (\S+) \{([^}]*)\}/g)].map(([, name, body = '']) => [
      name,
      ...linesOf(body, /^server/).map((line) => line.split(' ')[1]),
    ])
    assert.deepEqual(groups, [
      ['api', 'a:3000', 'b:3000'],
      ['api-without-1', 'b:3000'],
      ['api-without-2', 'a:3000'],
      ['web', 'web:8080'],
    ])
    assert.match(conf, /if \(-f \/run\/items-drain-2\) \{\n +set \$replicas api-without-2;/)
    assert.doesNotMatch(template('nginx.conf'), /items-drain|api-without/)
  })

  it('printed: has the names and the allowlist of WEB_ORIGINS and API_ORIGIN, and the ports', async () => {
    const origins = {
      API_ORIGIN: 'https://api.acme.dev',
      WEB_ORIGINS: 'https://*.preview.acme.dev,https://app.acme.dev',
    }
    const { stdout } = await run({ ...origins, PORT: '3111', WEB_PORT: '8111' })
    assert.match(stdout, /server_name api\.acme\.dev;/)
    assert.match(stdout, /server_name app\.acme\.dev;/)
    assert.match(stdout, /"~\^https:\/\/app\\\.acme\\\.dev\$" \$http_origin;/)
    assert.match(stdout, /"~\^https:\/\/\(\?:.*\)\+preview\\\.acme\\\.dev\$" \$http_origin;/)
    assert.match(stdout, /server localhost:3111 max_fails=0;/)
    assert.match(stdout, /server localhost:8111;/)
    assert.doesNotMatch(stdout, /example\.com/)
    const replicas = await run(
      origins,
      '--api',
      'items-api-1:3000,items-api-2:3000',
      '--web',
      'w:80',
    )
    assert.match(replicas.stdout, /server items-api-2:3000 max_fails=0;[^]*server w:80;/)
  })

  it('the origin of an app before that of the page → the page has the server name', () => {
    const policy = policyOf('https://api.acme.dev', 'capacitor://localhost', 'https://app.acme.dev')
    assert.match(nginxConf(policy, defaults), /server_name app\.acme\.dev;/)
  })

  it('is not printed for patterns and origins of apps alone: the page has no name', async () => {
    const WEB_ORIGINS = 'https://*.preview.acme.dev,capacitor://localhost'
    await assert.rejects(
      run({ API_ORIGIN: 'https://api.acme.dev', WEB_ORIGINS }),
      (error: { stdout: string; stderr: string }) => {
        assert.equal(error.stdout, '')
        assert.match(
          error.stderr,
          /^WEB_ORIGIN_MISSING {2}allowedOrigins "https:\/\/\*\.preview\.acme\.dev,capacitor:\/\/localhost": .*Add it to WEB_ORIGINS/,
        )
        return true
      },
    )
  })

  it('is not printed for origins that the API rejects', async () => {
    await assert.rejects(
      run({ API_ORIGIN: 'https://api.acme.dev', WEB_ORIGINS: 'https://app.acme.dev/' }),
      /ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/,
    )
  })

  it('is not printed for an invalid WEB_PORT: one error without a stack trace', async () => {
    const origins = { API_ORIGIN: 'https://api.acme.dev', WEB_ORIGINS: 'https://app.acme.dev' }
    await assert.rejects(run({ ...origins, WEB_PORT: 'x' }), (error: { stderr: string }) => {
      assert.match(error.stderr, /^PORT_INVALID {2}WEB_PORT "x"/m)
      assert.doesNotMatch(error.stderr, /^\s+at /m)
      return true
    })
  })

  it('is not printed for an API over plain http: nginx terminates TLS', async () => {
    const origins = { API_ORIGIN: 'http://localhost:3000', WEB_ORIGINS: 'http://localhost:8080' }
    await assert.rejects(run(origins), /ORIGIN_NOT_HTTPS {2}API_ORIGIN .*npm run start:production/)
  })
})
