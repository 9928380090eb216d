import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Script } from 'node:vm'
import { startLab, type Lab } from '../src/server/start-lab.ts'
import type { Run, ScenarioView } from '../src/shared/types.ts'
import { send, plain, post, recorded, startCustom } from './lab.ts'

const repository = new URL('../../../', import.meta.url)

let lab: Lab
before(async () => (lab = await startLab({ port: 0, vite: false, onProblem: () => {} })))
after(() => lab.close())

test('POST /lab/runs from a page of another origin → 403 without CORS headers', async () => {
  for (const origin of [
    'https://attacker.example',
    `http://app.acme.localhost:${lab.port}`,
    `http://127.0.0.1:${lab.port}`,
    'http://lab.acme.localhost',
    'null',
    '',
  ]) {
    const { status, headers } = await post(lab, { custom: plain }, { Origin: origin })
    assert.equal(status, 403, origin)
    assert.equal(headers['access-control-allow-origin'], undefined)
  }
})

test('a request without Origin from another origin → 403, by its Sec-Fetch-Site', async () => {
  const from = (site: string) =>
    send(`${lab.origin}/lab/scenarios`, { headers: { 'Sec-Fetch-Site': site } })
  assert.equal((await from('cross-site')).status, 403)
  assert.equal((await from('same-site')).status, 403)
  assert.equal((await from('same-origin')).status, 200)
  assert.equal((await from('none')).status, 200)
})

test('GET and DELETE of a run from a page of another origin → 403', async () => {
  const run = await startCustom(lab, plain)
  const url = `${lab.origin}/lab/runs/${run.id}`
  const headers = { Origin: 'https://attacker.example' }
  assert.equal((await send(url, { headers })).status, 403)
  assert.equal((await send(url, { method: 'DELETE', headers })).status, 403)
  assert.equal((await send(url)).status, 200)
})

test('a Host that is not one of the lab → 421; the host of a page → its runner and no control API', async () => {
  const { port } = lab
  for (const host of ['attacker.example', `attacker.example:${port}`, 'localhost', 'localhost:1']) {
    const { status } = await send(`${lab.origin}/lab/scenarios`, { headers: { Host: host } })
    assert.equal(status, 421, host)
  }
  const localOrigin = `http://app.acme.localhost:${port}`
  assert.equal((await send(`${localOrigin}/lab/scenarios`)).status, 404)
  assert.equal((await send(`${localOrigin}/runner.html`)).status, 200)
  assert.equal((await send(`http://localhost:${port}/lab/scenarios`)).status, 200)
})

test('GET / at localhost → a redirect to the lab’s own host, whose cookies count', async () => {
  const { status, headers } = await send(`http://localhost:${lab.port}/`)
  assert.equal(status, 302)
  assert.equal(headers.location, `${lab.origin}/`)
})

test('frame-ancestors: only the lab may frame its pages, and no page may frame the lab', async () => {
  const policyOf = async (url: string) => {
    const { headers } = await send(url)
    return String(headers['content-security-policy'])
  }
  const runner = await policyOf(`http://attacker.other.localhost:${lab.port}/runner.html`)
  assert.ok(runner.includes(`frame-ancestors ${lab.origin} http://localhost:${lab.port}`))
  assert.match(await policyOf(`${lab.origin}/lab/scenarios`), /frame-ancestors 'none'/)
})

test('treat-as-public-address → in the policy of one page only', async () => {
  const isPublic = async (host: string) => {
    const { headers } = await send(`http://${host}:${lab.port}/runner.html`)
    return String(headers['content-security-policy']).includes('treat-as-public-address')
  }
  assert.equal(await isPublic('public.acme.localhost'), true)
  for (const host of ['app.acme.localhost', 'port-5173.acme.localhost', 'localhost'])
    assert.equal(await isPublic(host), false, host)
})

test('GET /runner.js → one classic script, which a sandboxed frame can load', async () => {
  const { status, headers, body } = await send(`http://app.acme.localhost:${lab.port}/runner.js`)
  assert.equal(status, 200)
  assert.equal(headers['cross-origin-resource-policy'], undefined)
  assert.doesNotMatch(body, /^\s*(?:import|export)\b/m)
  assert.ok(new Script(body))
})

test('a run → its server gets the configured origin of the page, the browser the local one', async () => {
  const run = await startCustom(lab, {
    preflight: { status: 204, headers: [] },
    actual: {
      status: 200,
      headers: [['Access-Control-Allow-Origin', 'https://app.example.com']],
      body: 'hello',
    },
  })
  assert.match(run.id, /^[\da-f]{8}-[\da-f-]{27}$/)
  const origin = `http://app.acme.localhost:${lab.port}`
  const response = await send(`${run.api}/api/items?x=1`, { headers: { Origin: origin } })
  assert.equal(response.headers['access-control-allow-origin'], origin)
  assert.equal(response.body, 'hello')

  const [exchange] = await recorded(lab, run)
  assert.equal(exchange?.path, '/api/items?x=1')
  assert.deepEqual(
    exchange.requestHeaders.filter(([name]) => name === 'Origin'),
    [['Origin', 'https://app.example.com']],
  )
  assert.deepEqual(exchange.responseHeaders?.[0], [
    'Access-Control-Allow-Origin',
    'https://app.example.com',
  ])
})

test('several custom responses → each below its number; 404 for all other paths', async () => {
  const of = (body: string) => ({ ...plain, actual: { ...plain.actual, body } })
  const response = await post(lab, { customs: [of('first'), of('second')] })
  const run = JSON.parse(response.body) as Run
  const bodies = ['/0/api/items', '/1/api/items'].map((path) => send(run.api + path))
  assert.deepEqual(
    (await Promise.all(bodies)).map(({ body }) => body),
    ['first', 'second'],
  )
  for (const path of ['/', '/2/api/items', '/api/items'])
    assert.equal((await send(run.api + path)).status, 404, path)
})

test('the recording of a run → without values of cookies and credentials', async () => {
  const run = await startCustom(lab, {
    ...plain,
    actual: {
      ...plain.actual,
      headers: [
        ['Set-Cookie', 'session=tell-nobody; Path=/'],
        ['set-cookie', 'tell-nobody'],
      ],
    },
  })
  const headers = { Cookie: 'session=tell-nobody; tell-nobody', Authorization: 'Basic tell-nobody' }
  const response = await send(`${run.api}/`, { headers })
  assert.deepEqual(response.headers['set-cookie'], ['session=tell-nobody; Path=/', 'tell-nobody'])
  const { body } = await send(`${lab.origin}/lab/runs/${run.id}`)
  assert.match(body, /session=\*\*\*/)
  assert.doesNotMatch(body, /tell-nobody/)
})

test('each run → a host of its own, because cookies do not depend on the port', async () => {
  const hosts = await Promise.all([startCustom(lab, plain), startCustom(lab, plain)])
  const [one, other] = hosts.map(({ api }) => new URL(api).hostname)
  assert.notEqual(one, other)
  assert.match(one ?? '', /^api-[\da-f]{8}\.acme\.localhost$/)
})

test('a run that was deleted → its server is closed, and GET and DELETE respond 404', async () => {
  const run = await startCustom(lab, plain)
  const url = `${lab.origin}/lab/runs/${run.id}`
  assert.equal((await send(run.api)).status, 200)
  assert.equal((await send(url, { method: 'DELETE' })).status, 204)
  await assert.rejects(send(run.api), { code: 'ECONNREFUSED' })
  assert.equal((await send(url)).status, 404)
  assert.equal((await send(url, { method: 'DELETE' })).status, 404)
})

test('GET /lab/scenarios → scenarios without their servers; POST with an id and a side → 201', async () => {
  const { body } = await send(`${lab.origin}/lab/scenarios`)
  const views = JSON.parse(body) as ScenarioView[]
  const view = views.find(({ id }) => id === '02-allowlist')
  assert.ok(view)
  assert.ok(views.every(({ wrong }) => wrong.code && !('server' in wrong)))
  const response = await post(lab, { scenario: view.id, side: 'wrong' })
  assert.equal(response.status, 201)
  const { api } = JSON.parse(response.body) as Run
  assert.equal((await send(`${api}/api/items`)).status, 200)
})

test('POST /lab/runs with an invalid body → an error status, and all problems of a custom response', async () => {
  const status = async (body: unknown) => (await post(lab, body)).status
  assert.equal(await status({ scenario: 'none', side: 'wrong' }), 404)
  assert.equal(await status({ scenario: '__proto__', side: 'wrong' }), 404)
  assert.equal(await status({}), 404)
  assert.equal(await status([]), 400)
  assert.equal(await status('x'), 400)
  assert.equal((await post(lab, {}, { 'Content-Type': 'text/plain' })).status, 415)
  assert.equal(await status({ custom: 'x'.repeat(200_000) }), 413)
  assert.equal((await send(`${lab.origin}/lab/runs`)).status, 405)
  assert.equal((await send(`${lab.origin}/lab/nothing`)).status, 404)
  assert.equal(await status({ customs: 'x' }), 400)
  const custom = { ...plain, preflight: { status: 1, headers: [['é', '']] } }
  for (const body of [{ custom }, { customs: [plain, custom] }]) {
    const rejected = await post(lab, body)
    assert.equal(rejected.status, 400)
    const { problems } = JSON.parse(rejected.body) as { problems: string[] }
    assert.deepEqual(
      problems.map((each) => each.split(':')[0]),
      ['preflight.status 1', 'preflight.headers[0] name "é"'],
    )
  }
})

test('GET /lab/files/… → the files that scenarios link to, as text; 404 for every other file', async () => {
  const views = JSON.parse((await send(`${lab.origin}/lab/scenarios`)).body) as ScenarioView[]
  const paths = views.flatMap(({ app, wrong, right }) => [app, wrong.file, right?.file ?? app])
  for (const path of new Set(['docs/troubleshooting.md', ...paths])) {
    const { status, headers, body } = await send(`${lab.origin}/lab/files/${path}`)
    assert.equal(status, 200, path)
    assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
    assert.equal(body, readFileSync(new URL(path, repository), 'utf8'))
  }
  for (const path of ['package.json', 'apps/api/src/env.ts', '../package.json', '%2e%2e/x', ''])
    assert.equal((await send(`${lab.origin}/lab/files/${path}`)).status, 404, path)
  assert.equal((await send(`${lab.origin}/lab/files/${paths[0]}`, { method: 'POST' })).status, 405)
})
