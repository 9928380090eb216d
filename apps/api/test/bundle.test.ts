import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { after, describe, it } from 'node:test'
import { buildApi } from './helpers/bundle.ts'
import { openSite, page, stranger, type Production } from './helpers/production.ts'
import { ask, json, values } from './helpers/wire.ts'

const [site, bundle] = await Promise.all([openSite(), buildApi()])
after(() => Promise.all([site.close(), bundle.remove()]))

const oldKey = 'the-key-that-is-on-its-way-out-32-characters'
const newKey = 'the-key-that-takes-its-place-in-32-characters'

async function stop({ child, ended }: Production): Promise<void> {
  child.kill('SIGTERM')
  assert.equal((await ended).code, 0)
}

async function whoIs(api: Production, cookie: string): Promise<unknown> {
  const { body } = await ask(api, 'GET /api/session', [['Cookie', cookie]])
  return (JSON.parse(body) as { user: unknown }).user
}

describe('the built API, run by node and nothing else', () => {
  it('signs in, and answers a page it knows and one it does not as the sources do', async () => {
    const api = await site.start()
    const [, file = '', ...flags] = api.child.spawnargs
    assert.deepEqual([basename(file), flags], ['server.js', []])

    const added = await ask(api, 'POST /api/items', json(page, api.cookie), '{"title":"a"}')
    assert.equal(added.status, 201)
    const read = await ask(api, 'GET /api/items', [['Origin', page]])
    assert.match(read.body, /"title":"a"/)
    assert.deepEqual(values(read, 'access-control-allow-origin'), [page])
    assert.deepEqual(values(read, 'access-control-allow-credentials'), ['true'])
    const refused = await ask(api, 'GET /api/items', [['Origin', stranger]])
    assert.deepEqual(values(refused, 'access-control-allow-origin'), [])
    await stop(api)
  })

  it('has its documentation: the page, its script and the routes', async () => {
    const api = await site.start()
    for (const path of ['/docs/', '/docs/static/swagger-ui-bundle.js']) {
      assert.equal((await ask(api, `GET ${path}`)).status, 200, path)
    }
    assert.match((await ask(api, 'GET /docs/json')).body, /"\/api\/items\/\{id\}"/)
    await stop(api)
  })

  it('runs without NODE_ENV too, as development does, with a readable log', async () => {
    const api = await site.start({ variables: { NODE_ENV: '' } })
    assert.match(api.screen(), /\] INFO: API at https:\/\/api\.acme\.dev; pages of /)
    await stop(api)
  })
})

describe('--check', () => {
  const check = (variables: Record<string, string>) =>
    spawnSync(process.execPath, [bundle.server, '--check'], {
      // Nothing is opened here: a database would be refused by its folder.
      cwd: tmpdir(),
      env: { NODE_ENV: 'production', DATABASE_FILE: '/dev/null/items.db', ...variables },
      encoding: 'utf8',
    })

  it('ends with 0 and in silence when the environment is right, and opens nothing', () => {
    const { status, stdout, stderr } = check({
      API_ORIGIN: 'https://api.acme.dev',
      WEB_ORIGINS: page,
      COOKIE_SECRETS: newKey,
    })
    assert.deepEqual([status, stdout, stderr], [0, '', ''])
  })

  it('ends with 1 and every problem when it is not', () => {
    const { status, stderr } = check({ WEB_ORIGINS: 'http://app.acme.dev', PORT: '-1' })
    assert.equal(status, 1)
    assert.match(stderr, /^ORIGIN_PLACEHOLDER {2}production\.apiOrigin/m)
    assert.match(stderr, /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\]/m)
    assert.match(stderr, /^COOKIE_SECRETS_WEAK/m)
    assert.match(stderr, /^PORT_INVALID/m)
  })
})

describe('COOKIE_SECRETS="new,old"', () => {
  it('keeps signed in who was, signs with the new key, and without the old one they are out', async () => {
    const before = await site.start({ variables: { COOKIE_SECRETS: oldKey } })
    const { cookie } = before
    assert.deepEqual(await whoIs(before, cookie), { name: 'ada' })
    await stop(before)

    const during = await site.start({ variables: { COOKIE_SECRETS: `${newKey},${oldKey}` } })
    assert.deepEqual(await whoIs(during, cookie), { name: 'ada' })
    await stop(during)

    const afterwards = await site.start({ variables: { COOKIE_SECRETS: newKey } })
    assert.deepEqual(await whoIs(afterwards, during.cookie), { name: 'ada' })
    assert.equal(await whoIs(afterwards, cookie), null)
    await stop(afterwards)
  })
})
