import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openApi } from './helpers/api.ts'

/** Whether the documentation cannot be built. */
let broken = false

const api = await openApi()
after(api.close)

const breakable = await openApi({
  extraRoutes: async (app) => {
    const schema = {
      // Read when a route is registered, here and for the documentation.
      get response() {
        if (broken) throw new Error('no documentation today')
        return { 200: { type: 'string' } }
      },
    }
    app.get('/breakable', { schema }, () => 'ok')
  },
})
after(breakable.close)

interface Operation {
  requestBody?: { content: Record<string, { schema: { properties?: object } }> }
  responses: Record<string, { description: string; content?: object }>
  parameters?: { name: string; in: string; schema: object }[]
}

const document = async () => {
  const { json } = await api.app.inject('/docs/json')
  return json<{ openapi: string; paths: Record<string, Record<string, Operation>> }>()
}

describe('OpenAPI', () => {
  it('lists every route, and nothing of the machinery', async () => {
    const { paths } = await document()
    const listed = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    )
    assert.deepEqual(listed.toSorted(), [
      'delete /api/items/{id}',
      'delete /api/session',
      'get /api/events',
      'get /api/items',
      'get /api/items/{id}',
      'get /api/session',
      'get /healthz',
      'get /readyz',
      'patch /api/items/{id}',
      'post /api/items',
      'post /api/session',
    ])
  })

  it('each route has a schema of its answers, and of its body where it takes one', async () => {
    const { paths } = await document()
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { requestBody, responses, parameters }] of Object.entries(operations)) {
        const where = `${method} ${path}`
        const success = Object.keys(responses).filter((status) => status.startsWith('2'))
        assert.equal(success.length, 1, where)
        // What a route without a schema lists has neither.
        const { content, description } = responses[success[0] ?? ''] ?? {}
        assert.ok(content ?? description === 'No body.', where)
        if (['post', 'patch'].includes(method)) {
          const schema = requestBody?.content['application/json']?.schema
          assert.ok(schema?.properties, where)
        } else {
          assert.equal(requestBody, undefined, where)
        }
        if (path.includes('{id}')) assert.equal(parameters?.[0]?.name, 'id', where)
        if (path.startsWith('/api/items')) assert.ok(responses['4XX']?.content, where)
      }
    }
  })

  it('that could not be built is a 500, and is tried again by the next request', async () => {
    broken = true
    assert.equal((await breakable.app.inject('/docs/json')).statusCode, 500)
    broken = false
    assert.equal((await breakable.app.inject('/docs/json')).statusCode, 200)
  })

  it('the page at /docs loads with its scripts, which its policy lets run', async () => {
    const start = await api.app.inject('/docs')
    const path = start.statusCode === 302 ? String(start.headers.location) : '/docs'
    const page = await api.app.inject(new URL(path, 'http://localhost/docs/').pathname)
    assert.equal(page.statusCode, 200)
    assert.match(String(page.headers['content-type']), /^text\/html/)
    assert.match(String(page.headers['content-security-policy']), /script-src[^;]* 'self'/)
    const scripts = [...page.body.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src ?? '')
    assert.equal(scripts.length > 0, true)
    for (const src of scripts) {
      const { pathname } = new URL(src, 'http://localhost/docs/')
      assert.equal((await api.app.inject(pathname)).statusCode, 200, pathname)
    }
  })
})
