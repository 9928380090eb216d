import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createItemsRepository } from '../src/database/items.ts'
import type { Item } from '../src/schemas/items.ts'
import { ada, bob, openApi, signIn, web, type Api } from './helpers/api.ts'

const api = await openApi()
after(api.close)
const cookies = { ada: await signIn(api, ada), bob: await signIn(api, bob) }

interface Options {
  body?: unknown
  headers?: Record<string, string>
  as?: 'ada' | 'bob'
  to?: Api
}

async function send(request: string, { body, headers = {}, as = 'ada', to = api }: Options = {}) {
  const [method = '', url = ''] = request.split(' ')
  const response = await to.app.inject({
    method: method as 'GET',
    url,
    headers: { origin: web, cookie: cookies[as], ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  const text = response.body
  return {
    status: response.statusCode,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as unknown,
    code: text ? (JSON.parse(text) as { code?: string }).code : undefined,
  }
}

async function add(title: string, as: 'ada' | 'bob' = 'ada'): Promise<Item> {
  const { status, body } = await send('POST /api/items', { body: { title }, as })
  assert.equal(status, 201)
  return body as Item
}

describe('POST /api/items', () => {
  it('returns 201 with Location and ETag, and GET returns the same item', async () => {
    const created = await send('POST /api/items', { body: { title: 'Buy milk' } })
    assert.equal(created.status, 201)
    const item = created.body as Item
    assert.deepEqual(Object.keys(item).toSorted(), [
      'createdAt',
      'createdBy',
      'done',
      'etag',
      'id',
      'title',
      'updatedAt',
    ])
    assert.equal(item.title, 'Buy milk')
    assert.equal(item.done, false)
    assert.equal(item.createdBy, 'ada')
    assert.equal(item.createdAt, item.updatedAt)
    assert.equal(created.headers.location, `/api/items/${item.id}`)
    assert.equal(created.headers.etag, item.etag)
    assert.match(item.etag, /^"[^"]+"$/)

    const read = await send(`GET /api/items/${item.id}`)
    assert.equal(read.status, 200)
    assert.deepEqual(read.body, item)
    assert.equal(read.headers.etag, item.etag)
  })

  for (const title of [
    'ünïcødé 🙂 漢字',
    '"quotes" and \\ and </script>',
    'line\nbreak \u2028 and tab\t',
    "'; drop table items; --",
    'a'.repeat(200),
  ]) {
    it(`stores the title ${JSON.stringify(title).slice(0, 40)} unchanged`, async () => {
      const { id } = await add(title)
      assert.equal(((await send(`GET /api/items/${id}`)).body as Item).title, title)
    })
  }
})

describe('PATCH /api/items/:id', () => {
  it('keeps omitted properties and returns a new ETag', async () => {
    const item = await add('before')
    const patched = await send(`PATCH /api/items/${item.id}`, {
      body: { done: true },
      headers: { 'if-match': item.etag },
    })
    assert.equal(patched.status, 200)
    const now = patched.body as Item
    assert.equal(now.title, 'before')
    assert.equal(now.done, true)
    assert.notEqual(now.etag, item.etag)
    assert.equal(patched.headers.etag, now.etag)
    assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, now)
  })
})

describe('DELETE /api/items/:id', () => {
  it('returns 204, and the id of the deleted item is not used again', async () => {
    const item = await add('short-lived')
    const deleted = await send(`DELETE /api/items/${item.id}`, {
      headers: { 'if-match': item.etag },
    })
    assert.equal(deleted.status, 204)
    assert.equal(deleted.body, undefined)
    assert.equal((await send(`GET /api/items/${item.id}`)).code, 'ITEM_NOT_FOUND')
    assert.equal((await add('next')).id > item.id, true)
  })
})

describe('Validation', () => {
  for (const body of [
    {},
    { title: '' },
    { title: '   ' },
    { title: 1 },
    { title: true },
    { title: null },
    { title: ['a'] },
    { title: 'a'.repeat(201) },
    // SQLite would end the title at NUL.
    { title: 'NUL \u0000 inside' },
    { title: '\u0000' },
    { title: 'a', done: true },
    { title: 'a', id: 7 },
    { title: 'a', createdBy: 'bob' },
    [],
    [{ title: 'a' }],
    'a',
    7,
    null,
  ]) {
    it(`POST with ${JSON.stringify(body).slice(0, 40)} -> 400, and no item is added`, async () => {
      const { total } = await createItemsRepository(api.database).paginate(1)
      const { status, code } = await send('POST /api/items', {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
      assert.equal(status, 400)
      assert.equal(code, 'VALIDATION_FAILED')
      assert.equal((await createItemsRepository(api.database).paginate(1)).total, total)
    })
  }

  for (const body of [
    {},
    { done: 'true' },
    { done: 1 },
    { done: null },
    { title: '' },
    { title: 1 },
    { title: 'a', version: 9 },
    { id: 1 },
    null,
    [],
  ]) {
    it(`PATCH with ${JSON.stringify(body)} -> 400, and the item is unchanged`, async () => {
      const item = await add('original')
      const { status, code } = await send(`PATCH /api/items/${item.id}`, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'if-match': item.etag },
      })
      assert.equal(status, 400)
      assert.equal(code, 'VALIDATION_FAILED')
      assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, item)
    })
  }

  for (const query of [
    'limit=0',
    'limit=101',
    'limit=a',
    'limit=1.5',
    'after=0',
    'after=x',
    'q=1',
  ]) {
    it(`GET with ?${query} -> 400`, async () => {
      assert.equal((await send(`GET /api/items?${query}`)).code, 'VALIDATION_FAILED')
    })
  }

  for (const id of ['0', '-1', 'abc', '1.5', '%20', '1%2F2', '0x1f%00']) {
    it(`GET with the id ${id} -> 400`, async () => {
      assert.equal((await send(`GET /api/items/${id}`)).status, 400)
    })
  }

  it('GET with the highest id -> 404; the ids above it -> 400', async () => {
    assert.equal((await send(`GET /api/items/${Number.MAX_SAFE_INTEGER}`)).status, 404)
    assert.equal((await send(`GET /api/items?after=${Number.MAX_SAFE_INTEGER}`)).status, 200)
    for (const id of [`${2 ** 53}`, '99999999999999999999']) {
      assert.equal((await send(`GET /api/items/${id}`)).status, 400)
      assert.equal((await send(`GET /api/items?after=${id}`)).status, 400)
    }
  })

  it('POST, PATCH and DELETE without a session -> 401, before validation and If-Match', async () => {
    for (const request of ['POST /api/items', 'PATCH /api/items/1', 'DELETE /api/items/1']) {
      const headers = { cookie: '', 'content-type': 'application/json' }
      const body = JSON.stringify({ title: 'a' })
      assert.equal((await send(request, { headers, body })).code, 'SIGN_IN_REQUIRED')
    }
  })

  it('GET without a session -> 200', async () => {
    assert.equal((await send('GET /api/items', { headers: { cookie: '' } })).status, 200)
  })
})

describe('If-Match', () => {
  const changes = {
    PATCH: { body: { title: 'changed' } },
    DELETE: {},
  } satisfies Record<string, Options>

  for (const [method, options] of Object.entries(changes)) {
    const change = (id: number, ifMatch?: string) =>
      send(`${method} /api/items/${id}`, {
        ...options,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      })
    const success = method === 'PATCH' ? 200 : 204

    it(`${method} without If-Match -> 428, and the item is unchanged`, async () => {
      const item = await add('original')
      const { status, code } = await change(item.id)
      assert.equal(status, 428)
      assert.equal(code, 'IF_MATCH_REQUIRED')
      assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, item)
    })

    it(`${method} with the ETag of an earlier version -> 412, and the item is unchanged`, async () => {
      const item = await add('first')
      const headers = { 'if-match': item.etag }
      const second = await send(`PATCH /api/items/${item.id}`, {
        body: { title: 'second' },
        headers,
      })
      const { status, code } = await change(item.id, item.etag)
      assert.equal(status, 412)
      assert.equal(code, 'ITEM_CHANGED')
      assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, second.body)
    })

    it(`${method} of a deleted item -> 404`, async () => {
      const item = await add('deleted')
      await send(`DELETE /api/items/${item.id}`, { headers: { 'if-match': item.etag } })
      assert.equal((await change(item.id, item.etag)).code, 'ITEM_NOT_FOUND')
      assert.equal((await change(item.id, '*')).code, 'ITEM_NOT_FOUND')
    })

    it(`${method} with a list that contains the current ETag -> ${success}`, async () => {
      const { id, etag } = await add('listed')
      assert.equal((await change(id, `"other", "998" ,${etag}`)).status, success)
    })

    it(`${method} with * -> ${success}`, async () => {
      const { id } = await add('any')
      assert.equal((await change(id, '*')).status, success)
    })

    for (const [name, tag] of [
      ['a weak ETag', 'W/"1"'],
      ['an ETag without quotes', '1'],
      ['an empty ETag', '""'],
      ['an empty value', ''],
      ['a list of other ETags', '"2", "3"'],
      ['a leading zero', '"01"'],
      ['a missing quote', '"1'],
    ] as const) {
      it(`${method} with ${name} (${tag}) -> 412`, async () => {
        const item = await add('original')
        assert.equal(item.etag, '"1"')
        assert.equal((await change(item.id, tag)).status, 412)
        assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, item)
      })
    }
  }
})

describe('If-None-Match', () => {
  const read = (id: number, tag: string) =>
    send(`GET /api/items/${id}`, { headers: { 'if-none-match': tag } })

  for (const tag of ['"1"', 'W/"1"', '"8", "1"', '"8",W/"1"', '*']) {
    it(`GET with ${tag} for the current version -> 304 with ETag and without a body`, async () => {
      const { id } = await add('cached')
      const { status, body, headers } = await read(id, tag)
      assert.equal(status, 304)
      assert.equal(body, undefined)
      assert.equal(headers.etag, '"1"')
    })
  }

  for (const tag of ['"2"', 'W/"2"', '1', '']) {
    it(`GET with ${JSON.stringify(tag)} for another version -> 200 with the item`, async () => {
      const item = await add('new')
      const { status, body } = await read(item.id, tag)
      assert.equal(status, 200)
      assert.deepEqual(body, item)
    })
  }
})

describe('Concurrent requests', () => {
  it('10 PATCH of one version -> one 200, nine 412, and the item is the one of the 200', async () => {
    const item = await add('contested')
    const requests = Array.from({ length: 10 }, (_, index) =>
      send(`PATCH /api/items/${item.id}`, {
        body: { title: `title ${index}`, done: index % 2 === 0 },
        headers: { 'if-match': item.etag },
        as: index % 2 ? 'ada' : 'bob',
      }),
    )
    const responses = await Promise.all(requests)
    const successful = responses.filter(({ status }) => status === 200)
    assert.equal(successful.length, 1)
    assert.equal(responses.filter(({ status }) => status === 412).length, 9)
    assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, successful[0]?.body)
  })

  it('two DELETE of one item -> one 204, one 404, and the total decreases by 1', async () => {
    const item = await add('contested')
    const { total } = await createItemsRepository(api.database).paginate(1)
    const headers = { 'if-match': item.etag }
    const responses = await Promise.all(
      (['ada', 'bob'] as const).map((as) => send(`DELETE /api/items/${item.id}`, { headers, as })),
    )
    assert.deepEqual(responses.map(({ status }) => status).toSorted(), [204, 404])
    assert.equal((await createItemsRepository(api.database).paginate(1)).total, total - 1)
  })

  it('PATCH and DELETE of one version -> 200 and 412, or 404 and 204', async () => {
    const item = await add('contested')
    const headers = { 'if-match': item.etag }
    const path = `/api/items/${item.id}`
    const [patched, deleted] = await Promise.all([
      send(`PATCH ${path}`, { body: { done: true }, headers, as: 'ada' }),
      send(`DELETE ${path}`, { headers, as: 'bob' }),
    ])
    const outcome = `${patched.status} ${deleted.status}`
    assert.ok(['200 412', '404 204'].includes(outcome), outcome)
  })

  it('two POST -> two items with different ids', async () => {
    const [one, two] = await Promise.all([add('same title', 'ada'), add('same title', 'bob')])
    assert.notEqual(one.id, two.id)
    assert.equal(one.createdBy, 'ada')
    assert.equal(two.createdBy, 'bob')
  })

  it('15 POST and 10 DELETE -> X-Total-Count is the number of items', async () => {
    const toDelete = await Promise.all(Array.from({ length: 10 }, (_, index) => add(`${index}`)))
    await Promise.all([
      ...toDelete.map(({ id }) =>
        send(`DELETE /api/items/${id}`, { headers: { 'if-match': '*' }, as: 'bob' }),
      ),
      ...Array.from({ length: 15 }, (_, index) => add(`added ${index}`)),
    ])
    const ids = await idsOnAllPages(api, 100)
    const { headers } = await send('GET /api/items?limit=1')
    assert.equal(headers['x-total-count'], String(ids.length))
  })
})

/** Follows the Link header through all pages. */
async function idsOnAllPages(
  to: Api,
  limit: number,
  afterEachPage = async (): Promise<void> => {},
) {
  const ids: number[] = []
  let next: string | undefined = `/api/items?limit=${limit}`
  while (next) {
    const { body, headers } = await send(`GET ${next}`, { to })
    ids.push(...(body as { items: Item[] }).items.map(({ id }) => id))
    assert.ok(ids.length < 1000, 'the pages do not end')
    next = /^<([^>]+)>; rel="next"$/.exec(headers.link as string)?.[1]
    await afterEachPage()
  }
  return ids
}

describe('GET /api/items', () => {
  async function filled(count: number): Promise<Api> {
    const full = await openApi()
    for (let index = 1; index <= count; index++)
      await createItemsRepository(full.database).create(`${index}`, 'ada')
    return full
  }

  for (const [count, limit] of [
    [0, 5],
    [1, 5],
    [5, 5],
    [6, 5],
    [23, 7],
    [10, 1],
  ] as const) {
    it(`${count} items, limit ${limit} -> each item once, newest first, and no Link on the last page`, async () => {
      const full = await filled(count)
      try {
        const ids = await idsOnAllPages(full, limit)
        assert.deepEqual(
          ids,
          Array.from({ length: count }, (_, index) => count - index),
        )
        const { headers } = await send('GET /api/items', { to: full })
        assert.equal(headers['x-total-count'], String(count))
      } finally {
        await full.close()
      }
    })
  }

  it('items added and deleted between pages -> no item is repeated or skipped', async () => {
    const full = await filled(20)
    try {
      let added = 0
      const ids = await idsOnAllPages(full, 3, async () => {
        await createItemsRepository(full.database).create(`new ${++added}`, 'bob')
        if (added === 2) await createItemsRepository(full.database).delete(20, undefined)
      })
      assert.equal(added > 3, true)
      assert.deepEqual(
        ids,
        Array.from({ length: 20 }, (_, index) => 20 - index),
      )
    } finally {
      await full.close()
    }
  })

  it('after is the id of a deleted item -> the items below it', async () => {
    const full = await filled(5)
    try {
      await createItemsRepository(full.database).delete(3, undefined)
      const { body } = await send('GET /api/items?limit=2&after=3', { to: full })
      assert.deepEqual(
        (body as { items: Item[] }).items.map(({ id }) => id),
        [2, 1],
      )
    } finally {
      await full.close()
    }
  })

  it('no limit -> 20 items', async () => {
    const full = await filled(21)
    try {
      const { body, headers } = await send('GET /api/items', { to: full })
      assert.equal((body as { items: Item[] }).items.length, 20)
      assert.equal(headers.link, '</api/items?limit=20&after=2>; rel="next"')
    } finally {
      await full.close()
    }
  })
})
