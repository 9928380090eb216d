import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openApi, policyFor } from './helpers/api.ts'

const api = await openApi()
after(api.close)

interface Media {
  schema?: Schema
  example?: unknown
  examples?: unknown
}
interface Schema {
  $ref?: string
  type?: string
  properties?: object
  example?: unknown
  examples?: unknown
}
interface Operation {
  tags?: string[]
  summary?: string
  requestBody?: { content: Record<string, Media> }
  responses: Record<string, { description: string; content?: Record<string, Media> }>
  parameters?: { name: string; in: string; schema: object }[]
}
interface OpenApi {
  openapi: string
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
}

async function readDocument({ app } = api): Promise<OpenApi> {
  const response = await app.inject('/docs/json')
  assert.equal(response.statusCode, 200, response.body)
  return response.json<OpenApi>()
}

/** The routes that the tests below describe. Routes that are added may be documented otherwise. */
const described = /^\/(?:api\/(?:items|session|events)(?:\/.*)?|healthz|readyz)?$/

/** Every operation with its name, such as `get /api/items`. */
const operationsOf = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method} ${path}`,
      path,
      method,
      operation,
    })),
  )

const describedOperationsOf = (document: OpenApi) =>
  operationsOf(document).filter(({ path }) => described.test(path))

/** Returns the values of `$ref` whose target is not in the document. */
function danglingRefs(document: object): string[] {
  const dangling: string[] = []
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string' && resolve(document, value) === undefined) {
      dangling.push(value)
    }
    return value
  })
  return dangling
}

function resolve(document: object, ref: string): unknown {
  if (!ref.startsWith('#/')) return undefined
  return ref
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, part) => (value as Record<string, unknown> | undefined)?.[part],
      document,
    )
}

const hasExample = (schema: Schema | undefined) =>
  schema?.example !== undefined || schema?.examples !== undefined

describe('GET /', () => {
  it('names /docs and every allowed web origin', async () => {
    const allowedOrigins = ['https://app.acme.dev', 'https://admin.acme.dev']
    const policy = policyFor({ apiOrigin: 'https://api.acme.dev', allowedOrigins })
    const other = await openApi({ policy })
    try {
      const response = await other.app.inject('/')
      assert.equal(response.statusCode, 200)
      const { docs, ...rest } = response.json<{ docs: string; allowedOrigins: string[] }>()
      assert.equal(docs, 'https://api.acme.dev/docs')
      assert.deepEqual(rest.allowedOrigins, allowedOrigins)
    } finally {
      await other.close()
    }
  })
})

describe('GET /docs/json', () => {
  it('lists the operations of the API and not the pages of the documentation', async () => {
    const names = operationsOf(await readDocument()).map(({ name }) => name)
    for (const name of ['get /api/items', 'patch /api/items/{id}', 'post /api/session']) {
      assert.ok(names.includes(name), name)
    }
    assert.deepEqual(
      names.filter((name) => name.includes('/docs')),
      [],
    )
  })

  it('every operation has a tag that is declared, and a summary of its own', async () => {
    const document = await readDocument()
    const declared = document.tags.map(({ name }) => name)
    const summaries = describedOperationsOf(document).map(({ name, operation }) => {
      assert.equal(operation.tags?.length, 1, name)
      assert.ok(declared.includes(operation.tags[0]!), name)
      assert.ok(operation.summary, name)
      return operation.summary
    })
    assert.equal(new Set(summaries).size, summaries.length)
  })

  it('every operation has one success response, with a schema or "No body."', async () => {
    for (const { name, operation } of describedOperationsOf(await readDocument())) {
      const statuses = Object.keys(operation.responses)
      const success = statuses.filter((status) => status.startsWith('2'))
      assert.equal(success.length, 1, name)
      const { content, description } = operation.responses[success[0]!]!
      assert.ok(content ?? description === 'No body.', name)
    }
  })

  it('every operation on items and sessions documents its error responses', async () => {
    const operations = operationsOf(await readDocument())
    for (const { name, path, operation } of operations) {
      if (/^\/api\/(?:items|session)/.test(path)) assert.ok(operation.responses['4XX'], name)
    }
  })

  it('POST and PATCH have a body with properties; the other methods have no body', async () => {
    for (const { name, method, operation } of describedOperationsOf(await readDocument())) {
      const schema = operation.requestBody?.content['application/json']?.schema
      if (['post', 'patch'].includes(method)) assert.ok(schema?.properties, name)
      else assert.equal(operation.requestBody, undefined, name)
    }
  })

  it('every JSON body, of a request or a response, has an example', async () => {
    for (const { name, operation } of describedOperationsOf(await readDocument())) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)]
      for (const body of bodies) {
        const media = body?.content?.['application/json']
        if (!media || media.schema?.type === 'null') continue
        const found = hasExample(media.schema) || media.example !== undefined || media.examples
        assert.ok(found, `${name} ${JSON.stringify(media).slice(0, 200)}`)
      }
    }
  })

  it('every $ref points to a schema in the document', async () => {
    assert.deepEqual(danglingRefs(await readDocument()), [])
  })

  it('the $ref of a shared schema that an extra route uses -> points to a schema', async () => {
    const other = await openApi({
      extraRoutes: async (app) => {
        app.addSchema({ $id: 'label', type: 'object', properties: { text: { type: 'string' } } })
        const schema = { response: { 200: { $ref: 'label#' } } }
        app.get('/label', { schema }, () => ({ text: 'a' }))
      },
    })
    try {
      const document = await readDocument(other)
      assert.match(JSON.stringify(document.paths['/label']), /"\$ref":"#\//)
      assert.deepEqual(danglingRefs(document), [])
    } finally {
      await other.close()
    }
  })

  it('routes that differ in a version constraint -> 200, and both routes respond', async () => {
    const other = await openApi({
      extraRoutes: async (app) => {
        for (const version of ['1.0.0', '2.0.0']) {
          app.get('/versioned', { constraints: { version } }, () => ({ version }))
        }
      },
    })
    try {
      assert.ok((await readDocument(other)).paths['/versioned'])
      for (const version of ['1.0.0', '2.0.0']) {
        const headers = { 'accept-version': version }
        const response = await other.app.inject({ url: '/versioned', headers })
        assert.deepEqual(response.json(), { version })
      }
    } finally {
      await other.close()
    }
  })

  it('danglingRefs finds a $ref whose target is not in the document', () => {
    const a = { $ref: '#/components/schemas/missing' }
    assert.deepEqual(danglingRefs({ a, b: { $ref: '#/a' } }), ['#/components/schemas/missing'])
  })
})

describe('GET /docs', () => {
  /** Follows redirects as a browser does. */
  async function follow(path: string, maxRedirects = 5) {
    for (let url = path, count = 0; count <= maxRedirects; count++) {
      const response = await api.app.inject(url)
      const { location } = response.headers
      if (location === undefined) return { url, response }
      const next = new URL(location, `http://localhost${url}`)
      url = next.pathname + next.search
    }
    throw new Error(`${path}: more than ${maxRedirects} redirects`)
  }

  it('returns a page, and its Content-Security-Policy allows the scripts that it loads', async () => {
    const { url, response } = await follow('/docs')
    assert.equal(response.statusCode, 200)
    assert.match(String(response.headers['content-type']), /^text\/html/)
    assert.match(String(response.headers['content-security-policy']), /script-src[^;]* 'self'/)
    const scripts = [...response.body.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src!)
    assert.ok(scripts.length > 0)
    for (const src of scripts) {
      const { pathname } = new URL(src, `http://localhost${url.replace(/\/?$/, '/')}`)
      assert.equal((await api.app.inject(pathname)).statusCode, 200, pathname)
    }
  })

  it('/docs/static/index.html with a query redirects to the path without it', async () => {
    const response = await api.app.inject('/docs/static/index.html?x')
    assert.equal(response.statusCode, 302)
    assert.equal(response.headers.location, '/docs/static/index.html')
  })

  for (const path of [
    '/docs/static/index.html?x',
    '/docs/static/index.html?',
    '/docs/?x',
    '/docs?x',
  ]) {
    it(`the redirects of ${path} end with 200`, async () => {
      assert.equal((await follow(path)).response.statusCode, 200)
    })
  }
})
