import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { FastifyPluginAsync, InjectOptions } from 'fastify'
import { evil, openApi, signIn, web, type Api } from './helpers/api.ts'
import { values, send } from './helpers/wire.ts'

const plainSchemas: FastifyPluginAsync = async (app) => {
  app.get(
    '/n/:id',
    { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } },
    async ({ params }) => params,
  )
  app.get(
    '/query',
    {
      schema: {
        querystring: {
          type: 'object',
          properties: {
            limit: { type: 'integer', default: 20 },
            tag: { type: 'array', items: { type: 'string' } },
            flag: { type: 'boolean' },
          },
        },
      },
    },
    async ({ query }) => query as object,
  )
  app.get(
    '/headers',
    { schema: { headers: { type: 'object', properties: { 'x-count': { type: 'integer' } } } } },
    async ({ headers }) => ({ count: headers['x-count'] }),
  )
  app.post(
    '/body',
    {
      schema: {
        body: {
          type: 'object',
          required: ['title'],
          additionalProperties: false,
          properties: {
            title: { type: 'string' },
            done: { type: 'boolean', default: false },
            tags: { type: 'array', items: { type: 'string' } },
          },
        },
      },
    },
    async ({ body }) => body as object,
  )
  app.post(
    '/open-body',
    { schema: { body: { type: 'object', properties: { title: { type: 'string' } } } } },
    async ({ body }) => body as object,
  )
  app.post(
    '/content',
    {
      schema: {
        body: {
          content: {
            'application/json': {
              schema: { type: 'object', properties: { title: { type: 'string' } } },
            },
          },
        },
      },
    },
    async ({ body }) => body as object,
  )

  app.addSchema({ $id: 'title', type: 'string', minLength: 2 })
  app.addSchema({
    $id: 'thing',
    type: 'object',
    additionalProperties: false,
    properties: { title: { $ref: 'title#' } },
  })
  app.post(
    '/shared',
    { schema: { body: { $ref: 'thing#' }, response: { 200: { $ref: 'thing#' } } } },
    async () => ({ title: 'stored', secret: 'not in the schema' }),
  )

  const versioned = (version: string) => ({ constraints: { version } })
  app.get('/versioned', versioned('1.0.0'), async () => ({ version: 1 }))
  app.get('/versioned', versioned('2.0.0'), async () => ({ version: 2 }))
}

const typeBoxSchemas: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/typebox/:id',
    { schema: { params: Type.Object({ id: Type.Integer() }) } },
    async ({ params }) => ({ next: params.id + 1 }),
  )
  app.post(
    '/typebox',
    { schema: { body: Type.Object({ done: Type.Boolean({ default: true }) }) } },
    async ({ body }) => ({ done: body.done }),
  )
}

/** Settings that a Fastify plugin can change for its own scope. */
const scopes: FastifyPluginAsync = async (app) => {
  const body = { type: 'object', properties: { title: { type: 'string' } } }

  await app.register(async (scope) => {
    scope.setErrorHandler((error, _request, reply) => {
      void reply.code(409).send({ scoped: (error as Error).message })
    })
    scope.get('/scoped-error', async () => {
      throw new Error('the reason')
    })
    scope.post('/scoped-error', { schema: { body } }, async () => 'ok')
  })
  await app.register(async (scope) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, text, done) =>
      done(null, String(text).split(',')),
    )
    scope.post('/csv', async (request) => request.body)
  })
  await app.register(async (scope) => {
    scope.setValidatorCompiler(() => (value) => ({ value: { compiled: value as unknown } }))
    scope.post('/compiler', { schema: { body } }, async (request) => request.body)
  })
  await app.register(async (scope) => {
    scope.setSchemaErrorFormatter(() => new Error('formatted in the scope'))
    scope.post('/formatter', { schema: { body } }, async () => 'ok')
  })
  app.post('/outside', { schema: { body } }, async (request) => request.body)
}

const api = await openApi({
  extraRoutes: async (app) => {
    await app.register(plainSchemas)
    await app.register(typeBoxSchemas)
    await app.register(scopes)
  },
})
after(api.close)

async function inject(
  method: 'GET' | 'POST',
  url: string,
  payload?: object | string,
  headers = {},
) {
  const response = await api.app.inject({
    method,
    url,
    headers: {
      origin: web,
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  } satisfies InjectOptions)
  assert.equal(response.headers['access-control-allow-origin'], web)
  return { status: response.statusCode, body: JSON.parse(response.body) as unknown }
}

/** Asserts a 400 whose message has a text. */
function assertInvalid({ status, body }: { status: number; body: unknown }, message: RegExp): void {
  const error = body as { code: string; message: string }
  assert.equal(status, 400, JSON.stringify(body))
  assert.equal(error.code, 'VALIDATION_FAILED')
  assert.match(error.message, message)
}

describe('params, query and headers, with plain JSON Schema', () => {
  it('/n/7 for an integer -> the number 7', async () => {
    assert.deepEqual(await inject('GET', '/n/7'), { status: 200, body: { id: 7 } })
  })

  for (const value of ['1.9', 'abc', '7x', '0x7g']) {
    it(`/n/${value} for an integer -> 400`, async () => {
      assertInvalid(await inject('GET', `/n/${value}`), /^params\/id must be integer$/)
    })
  }

  it('no limit -> the default', async () => {
    assert.deepEqual((await inject('GET', '/query')).body, { limit: 20 })
  })

  it('?limit=5&flag=true -> a number and a boolean', async () => {
    const { body } = await inject('GET', '/query?limit=5&flag=true')
    assert.deepEqual(body, { limit: 5, flag: true })
  })

  it('?tag=a for an array -> [a]', async () => {
    assert.deepEqual((await inject('GET', '/query?tag=a')).body, { limit: 20, tag: ['a'] })
  })

  it('?tag=a&tag=b for an array -> [a, b]', async () => {
    const { body } = await inject('GET', '/query?tag=a&tag=b')
    assert.deepEqual(body, { limit: 20, tag: ['a', 'b'] })
  })

  it('?limit=many -> 400', async () => {
    assertInvalid(await inject('GET', '/query?limit=many'), /^querystring\/limit must be integer$/)
  })

  it('X-Count: 3 for an integer -> the number 3', async () => {
    const { body } = await inject('GET', '/headers', undefined, { 'x-count': '3' })
    assert.deepEqual(body, { count: 3 })
  })
})

describe('a JSON body, with plain JSON Schema', () => {
  it('valid -> 200, with defaults', async () => {
    const { status, body } = await inject('POST', '/body', { title: 'a' })
    assert.deepEqual({ status, body }, { status: 200, body: { title: 'a', done: false } })
  })

  for (const [payload, message] of [
    [{ title: 5 }, /^body\/title must be string$/],
    [{ title: null }, /^body\/title must be string$/],
    [{ title: 'a', done: 'true' }, /^body\/done must be boolean$/],
    [{ title: 'a', tags: 'b' }, /^body\/tags must be array$/],
    [{ title: 'a', extra: 1 }, /^body must NOT have additional properties$/],
    [{}, /^body must have required property 'title'$/],
    [[], /^body must be object$/],
  ] as const) {
    it(`${JSON.stringify(payload)} -> 400: not coerced, nothing removed`, async () => {
      assertInvalid(await inject('POST', '/body', payload), message)
    })
  }

  it('an unknown property without additionalProperties: false -> passed on', async () => {
    const payload = { title: 'a', extra: 1 }
    assert.deepEqual((await inject('POST', '/open-body', payload)).body, payload)
  })

  it('a schema per content type, {"title":5} -> 400: not coerced', async () => {
    assertInvalid(await inject('POST', '/content', { title: 5 }), /^body\/title must be string$/)
    assert.equal((await inject('POST', '/content', { title: 'a' })).status, 200)
  })
})

describe('addSchema and $ref', () => {
  it('in body, valid -> 200; in response -> only its properties', async () => {
    const { status, body } = await inject('POST', '/shared', { title: 'ab' })
    assert.deepEqual({ status, body }, { status: 200, body: { title: 'stored' } })
  })

  it('in body, invalid -> 400', async () => {
    assertInvalid(
      await inject('POST', '/shared', { title: 'a' }),
      /^body\/title must NOT have fewer/,
    )
  })
})

describe('TypeBox schemas', () => {
  it('/typebox/7 for Type.Integer -> the number 7', async () => {
    assert.deepEqual((await inject('GET', '/typebox/7')).body, { next: 8 })
  })

  it('/typebox/1.9 for Type.Integer -> 400', async () => {
    assertInvalid(await inject('GET', '/typebox/1.9'), /^params\/id must be integer$/)
  })

  it('a body without a property that has a default -> the default', async () => {
    assert.deepEqual((await inject('POST', '/typebox', {})).body, { done: true })
  })

  it('{"done":"true"} for Type.Boolean -> 400', async () => {
    assertInvalid(await inject('POST', '/typebox', { done: 'true' }), /must be boolean/)
  })
})

describe('invalid schemas', () => {
  const invalid: Record<string, object> = {
    'an unknown type in body': { body: { type: 'objekt' } },
    'an unknown type in params': { params: { type: 'objekt' } },
    'an unknown type in response': { response: { 200: { type: 'objekt' } } },
    'a $ref in body to nothing': { body: { $ref: 'missing#' } },
    'a nested $ref in body to nothing': {
      body: { type: 'object', properties: { a: { $ref: 'missing#' } } },
    },
    'a $ref in response to nothing': { response: { 200: { $ref: 'missing#' } } },
  }
  for (const [name, schema] of Object.entries(invalid)) {
    it(`${name} -> the API does not start`, async () => {
      await assert.rejects(
        openApi({ extraRoutes: async (app) => void app.post('/x', { schema }, async () => 'ok') }),
        /objekt|schema|missing/,
      )
    })
  }
})

describe('routes that differ in a version constraint', () => {
  for (const version of [1, 2]) {
    it(`Accept-Version: ${version}.0.0 -> the route of version ${version}`, async () => {
      const headers = { 'accept-version': `${version}.0.0` }
      assert.deepEqual((await inject('GET', '/versioned', undefined, headers)).body, { version })
    })
  }

  it('GET /docs/json -> 200 with the route', async () => {
    const { status, body } = await inject('GET', '/docs/json')
    assert.equal(status, 200)
    assert.ok(Object.hasOwn((body as { paths: object }).paths, '/versioned'))
  })
})

describe('settings of a scope', () => {
  it('setErrorHandler -> handles the errors of its routes', async () => {
    const thrown = await inject('GET', '/scoped-error')
    assert.deepEqual(thrown, { status: 409, body: { scoped: 'the reason' } })
    const invalid = await inject('POST', '/scoped-error', { title: 5 })
    assert.deepEqual(invalid, { status: 409, body: { scoped: 'body/title must be string' } })
  })

  it('addContentTypeParser -> parses for its routes', async () => {
    const { body } = await inject('POST', '/csv', 'a,b', { 'content-type': 'text/csv' })
    assert.deepEqual(body, ['a', 'b'])
  })

  it('addContentTypeParser -> 415 for other routes', async () => {
    const { status } = await inject('POST', '/outside', 'a,b', { 'content-type': 'text/csv' })
    assert.equal(status, 415)
  })

  it('setValidatorCompiler -> validates for its routes', async () => {
    const { body } = await inject('POST', '/compiler', { title: 5 })
    assert.deepEqual(body, { compiled: { title: 5 } })
  })

  it('setValidatorCompiler -> other routes keep their own', async () => {
    assertInvalid(await inject('POST', '/outside', { title: 5 }), /must be string/)
  })

  it('setSchemaErrorFormatter -> formats for its routes', async () => {
    assertInvalid(await inject('POST', '/formatter', { title: 5 }), /^formatted in the scope$/)
  })

  it('a disallowed origin -> 403 in every scope', async () => {
    for (const path of ['/csv', '/compiler', '/formatter']) {
      const response = await send(api, `POST ${path}`, [['Origin', evil]])
      assert.equal(response.status, 403)
      assert.deepEqual(values(response, 'access-control-allow-origin'), [])
    }
  })
})

describe('POST /api/items, title', async () => {
  const cookie = await signIn(api)
  const create = (title: string) => createItem(api, cookie, title)

  const accepted = {
    'an emoji with ZWJ': '👩‍👩‍👧‍👦',
    'an emoji with a variation selector': '❤️',
    'combining marks': 'e\u0301 n\u0303',
    'right-to-left text': 'שלום עולם',
    'right-to-left text with marks': '\u200fمرحبا\u200f',
    'a character outside the BMP': '𠮷野家',
    'zero-width characters between letters': 'a\u200bb',
    '200 code points': 'a'.repeat(200),
    '200 code points in 400 UTF-16 code units': '𠮷'.repeat(200),
    'a line end between words': 'a\nb',
  }
  for (const [name, title] of Object.entries(accepted)) {
    it(`${name} -> 201, stored unchanged`, async () => {
      const { status, body } = await create(title)
      assert.equal(status, 201, JSON.stringify(body))
      assert.equal((body as { title: string }).title, title)
    })
  }

  const reason =
    /^body\/title needs at least one visible character, and no NUL character or unpaired surrogate$/
  const rejected = {
    'an unpaired high surrogate': ['a\ud800', reason],
    'an unpaired low surrogate': ['\udc00a', reason],
    'a NUL character': ['a\0b', reason],
    'zero-width characters only': ['\u200b\u200d\u2060\ufeff', reason],
    'spaces only': ['  \t\n', reason],
    'direction marks only': ['\u200e\u200f', reason],
    'interlinear annotation marks only': ['\ufff9\ufffa\ufffb', reason],
    'Hangul fillers only': ['\u3164\u115f', reason],
    nothing: ['', /must NOT have fewer than 1 characters/],
    '201 code points': ['a'.repeat(201), /must NOT have more than 200 characters/],
  } as const
  for (const [name, [title, message]] of Object.entries(rejected)) {
    it(`${name} -> 400 with the reason`, async () => {
      assertInvalid(await create(title), message)
    })
  }
})

async function createItem({ app }: Api, cookie: string, title: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/items',
    headers: { origin: web, cookie, 'content-type': 'application/json' },
    // JSON.stringify escapes unpaired surrogates, as a page's does.
    payload: JSON.stringify({ title }),
  })
  return { status: response.statusCode, body: JSON.parse(response.body) as unknown }
}
