import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { after, describe, it } from 'node:test'
import { deploy, evil, signInTo, web, type ApiProcess } from './helpers/deployment.ts'
import { json, send, values } from './helpers/wire.ts'

const deployment = await deploy()
after(deployment.close)

const previousKey = 'the-previous-key-has-more-than-32-characters'
const newKey = 'the-new-key-has-also-more-than-32-characters'

async function stop({ child, ended }: ApiProcess): Promise<void> {
  child.kill('SIGTERM')
  assert.equal((await ended).code, 0)
}

async function userOf(api: ApiProcess, cookie: string): Promise<unknown> {
  const { body } = await send(api, 'GET /api/session', [['Cookie', cookie]])
  return (JSON.parse(body) as { user: unknown }).user
}

describe('The bundle, started with node only', () => {
  it('signs in, adds an item, and sends CORS headers to allowed origins only', async () => {
    const api = await deployment.start()
    const [, file = '', ...flags] = api.child.spawnargs
    assert.deepEqual([basename(file), flags], ['server.js', []])

    const added = await send(api, 'POST /api/items', json(web, api.cookie), '{"title":"a"}')
    assert.equal(added.status, 201)
    const read = await send(api, 'GET /api/items', [['Origin', web]])
    assert.match(read.body, /"title":"a"/)
    assert.deepEqual(values(read, 'access-control-allow-origin'), [web])
    assert.deepEqual(values(read, 'access-control-allow-credentials'), ['true'])
    const disallowed = await send(api, 'GET /api/items', [['Origin', evil]])
    assert.deepEqual(values(disallowed, 'access-control-allow-origin'), [])
    const change = await send(api, 'POST /api/items', json(evil, api.cookie), '{"title":"b"}')
    assert.equal(change.status, 403)
    await stop(api)
  })

  it('serves the documentation: its page, its script and OpenAPI', async () => {
    const api = await deployment.start()
    for (const path of ['/docs/', '/docs/static/swagger-ui-bundle.js']) {
      assert.equal((await send(api, `GET ${path}`)).status, 200, path)
    }
    assert.match((await send(api, 'GET /docs/json')).body, /"\/api\/items\/\{id\}"/)
    await stop(api)
  })

  it('without NODE_ENV -> runs as in development, with a log in text instead of JSON', async () => {
    const api = await deployment.start({ variables: { NODE_ENV: '' } })
    assert.match(api.output(), /\] INFO: API at https:\/\/api\.acme\.dev; allowed origins: /)
    await stop(api)
  })
})

describe('server.js --check', () => {
  const check = (variables: Record<string, string>) =>
    spawnSync(process.execPath, [deployment.server, '--check'], {
      cwd: tmpdir(),
      // This path cannot be opened, and it is not.
      env: { NODE_ENV: 'production', DATABASE_FILE: '/dev/null/items.db', ...variables },
      encoding: 'utf8',
    })

  it('a valid environment -> exit code 0, no output, and opens nothing', () => {
    const { status, stdout, stderr } = check({
      API_ORIGIN: 'https://api.acme.dev',
      WEB_ORIGINS: web,
      COOKIE_SECRETS: newKey,
    })
    assert.deepEqual([status, stdout, stderr], [0, '', ''])
  })

  it('an invalid environment -> exit code 1 and all problems, without a stack trace', () => {
    const origins = { API_ORIGIN: 'https://api.example.com', WEB_ORIGINS: 'http://app.acme.dev' }
    const { status, stdout, stderr } = check({ ...origins, PORT: '-1' })
    assert.deepEqual([status, stdout], [1, ''])
    assert.match(stderr, /^ORIGIN_PLACEHOLDER {2}API_ORIGIN /m)
    assert.match(stderr, /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] /m)
    assert.match(stderr, /^COOKIE_SECRETS_WEAK/m)
    assert.match(stderr, /^PORT_INVALID/m)
    assert.doesNotMatch(stderr, /^\s+at /m)
  })
})

describe('COOKIE_SECRETS=new,previous', () => {
  it('sessions of both keys are valid; without the previous key, its sessions are not', async () => {
    const before = await deployment.start({ variables: { COOKIE_SECRETS: previousKey } })
    const { cookie } = before
    assert.deepEqual(await userOf(before, cookie), { name: 'ada' })
    await stop(before)

    const variables = { COOKIE_SECRETS: `${newKey},${previousKey}` }
    const during = await deployment.start({ variables })
    assert.deepEqual(await userOf(during, cookie), { name: 'ada' })
    const newCookie = await signInTo(during, deployment.account)
    await stop(during)

    const afterwards = await deployment.start({ variables: { COOKIE_SECRETS: newKey } })
    assert.deepEqual(await userOf(afterwards, newCookie), { name: 'ada' })
    assert.equal(await userOf(afterwards, cookie), null)
    await stop(afterwards)
  })
})
