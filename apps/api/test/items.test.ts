import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Item } from '../src/schemas.ts'
import { ada, bob, openApi, signIn, web, type Api } from './helpers/api.ts'

const api = await openApi()
after(api.close)
const cookies = { ada: await signIn(api, ada), bob: await signIn(api, bob) }

interface Sent {
  body?: unknown
  headers?: Record<string, string>
  as?: 'ada' | 'bob'
  to?: Api
}

async function send(request: string, { body, headers = {}, as = 'ada', to = api }: Sent = {}) {
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

describe('an item', () => {
  it('is created with its address and etag, and reads back the same', async () => {
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
    it(`keeps the title ${JSON.stringify(title).slice(0, 40)} to the letter`, async () => {
      const { id } = await add(title)
      assert.equal(((await send(`GET /api/items/${id}`)).body as Item).title, title)
    })
  }

  it('is edited: what is not named stays, and the etag is a new one', async () => {
    const item = await add('before')
    const edited = await send(`PATCH /api/items/${item.id}`, {
      body: { done: true },
      headers: { 'if-match': item.etag },
    })
    assert.equal(edited.status, 200)
    const now = edited.body as Item
    assert.equal(now.title, 'before')
    assert.equal(now.done, true)
    assert.notEqual(now.etag, item.etag)
    assert.equal(edited.headers.etag, now.etag)
    assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, now)
  })

  it('is deleted, and its id is never given out again', async () => {
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

describe('validation', () => {
  for (const body of [
    {},
    { title: '' },
    { title: '   ' },
    { title: 1 },
    { title: true },
    { title: null },
    { title: ['a'] },
    { title: 'a'.repeat(201) },
    // The database would end the title at NUL.
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
    it(`creating ${JSON.stringify(body).slice(0, 40)} is a 400 and stores nothing`, async () => {
      const { total } = await api.store.items.page(1)
      const { status, code } = await send('POST /api/items', {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      })
      assert.equal(status, 400)
      assert.equal(code, 'FST_ERR_VALIDATION')
      assert.equal((await api.store.items.page(1)).total, total)
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
    it(`editing with ${JSON.stringify(body)} is a 400 and changes nothing`, async () => {
      const item = await add('as it was')
      const { status, code } = await send(`PATCH /api/items/${item.id}`, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'if-match': item.etag },
      })
      assert.equal(status, 400)
      assert.equal(code, 'FST_ERR_VALIDATION')
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
    it(`?${query} is a 400`, async () => {
      assert.equal((await send(`GET /api/items?${query}`)).code, 'FST_ERR_VALIDATION')
    })
  }

  for (const id of ['0', '-1', 'abc', '1.5', '%20', '1%2F2', '0x1f%00']) {
    it(`the id ${id} is a 400`, async () => {
      assert.equal((await send(`GET /api/items/${id}`)).status, 400)
    })
  }

  it('an id beyond every number is a 404', async () => {
    assert.equal((await send('GET /api/items/99999999999999999999')).status, 404)
    assert.equal((await send(`GET /api/items/${2 ** 53}`)).status, 404)
    assert.equal((await send('GET /api/items?after=99999999999999999999')).status, 200)
  })

  it('writing needs a session: 401 before anything else is judged', async () => {
    for (const request of ['POST /api/items', 'PATCH /api/items/1', 'DELETE /api/items/1']) {
      const headers = { cookie: '', 'content-type': 'application/json' }
      const body = JSON.stringify({ title: 'a' })
      assert.equal((await send(request, { headers, body })).code, 'SIGN_IN_REQUIRED')
    }
  })

  it('reading is public', async () => {
    assert.equal((await send('GET /api/items', { headers: { cookie: '' } })).status, 200)
  })
})

describe('If-Match', () => {
  const edits = {
    PATCH: { body: { title: 'changed' } },
    DELETE: {},
  } satisfies Record<string, Sent>

  for (const [method, edit] of Object.entries(edits)) {
    const change = (id: number, ifMatch?: string) =>
      send(`${method} /api/items/${id}`, {
        ...edit,
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      })
    const done = method === 'PATCH' ? 200 : 204

    it(`${method} without it is 428 and changes nothing`, async () => {
      const item = await add('as it was')
      const { status, code } = await change(item.id)
      assert.equal(status, 428)
      assert.equal(code, 'IF_MATCH_REQUIRED')
      assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, item)
    })

    it(`${method} of a version that is gone is 412 and changes nothing`, async () => {
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

    it(`${method} of an item that is gone is 404`, async () => {
      const item = await add('gone')
      await send(`DELETE /api/items/${item.id}`, { headers: { 'if-match': item.etag } })
      assert.equal((await change(item.id, item.etag)).code, 'ITEM_NOT_FOUND')
      assert.equal((await change(item.id, '*')).code, 'ITEM_NOT_FOUND')
    })

    it(`${method} with a list that names the version passes`, async () => {
      const { id, etag } = await add('listed')
      assert.equal((await change(id, `"other", "998" ,${etag}`)).status, done)
    })

    it(`${method} with * passes whatever the version`, async () => {
      const { id } = await add('any')
      assert.equal((await change(id, '*')).status, done)
    })

    for (const [name, tag] of [
      ['a weak tag', 'W/"1"'],
      ['no quotes', '1'],
      ['an empty tag', '""'],
      ['an empty value', ''],
      ['a list without it', '"2", "3"'],
      ['the tag with a leading zero', '"01"'],
      ['nonsense', '"1'],
    ] as const) {
      it(`${method} with ${name} (${tag}) is 412: the comparison is strong`, async () => {
        const item = await add('as it was')
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
    it(`${tag} of a known version: 304 without a body, with its etag`, async () => {
      const { id } = await add('known')
      const { status, body, headers } = await read(id, tag)
      assert.equal(status, 304)
      assert.equal(body, undefined)
      assert.equal(headers.etag, '"1"')
    })
  }

  for (const tag of ['"2"', 'W/"2"', '1', '']) {
    it(`${JSON.stringify(tag)} of another version: 200 with the item`, async () => {
      const item = await add('new')
      const { status, body } = await read(item.id, tag)
      assert.equal(status, 200)
      assert.deepEqual(body, item)
    })
  }
})

describe('two people at once', () => {
  it('two edits of one version: exactly one wins, the other gets 412, nothing is mixed', async () => {
    const item = await add('contested')
    const edits = Array.from({ length: 10 }, (_, index) =>
      send(`PATCH /api/items/${item.id}`, {
        body: { title: `title ${index}`, done: index % 2 === 0 },
        headers: { 'if-match': item.etag },
        as: index % 2 ? 'ada' : 'bob',
      }),
    )
    const answers = await Promise.all(edits)
    const won = answers.filter(({ status }) => status === 200)
    assert.equal(won.length, 1)
    assert.equal(answers.filter(({ status }) => status === 412).length, 9)
    assert.deepEqual((await send(`GET /api/items/${item.id}`)).body, won[0]?.body)
  })

  it('two deletions: one is 204, the other 404, and the total falls by one', async () => {
    const item = await add('contested')
    const { total } = await api.store.items.page(1)
    const headers = { 'if-match': item.etag }
    const answers = await Promise.all(
      (['ada', 'bob'] as const).map((as) => send(`DELETE /api/items/${item.id}`, { headers, as })),
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [204, 404])
    assert.equal((await api.store.items.page(1)).total, total - 1)
  })

  it('an edit and a deletion of one version: one of them wins', async () => {
    const item = await add('contested')
    const headers = { 'if-match': item.etag }
    const path = `/api/items/${item.id}`
    const [edited, deleted] = await Promise.all([
      send(`PATCH ${path}`, { body: { done: true }, headers, as: 'ada' }),
      send(`DELETE ${path}`, { headers, as: 'bob' }),
    ])
    const outcome = `${edited.status} ${deleted.status}`
    assert.ok(['200 412', '404 204'].includes(outcome), outcome)
  })

  it('two creations: both are stored, under different ids', async () => {
    const [one, two] = await Promise.all([add('same title', 'ada'), add('same title', 'bob')])
    assert.notEqual(one.id, two.id)
    assert.equal(one.createdBy, 'ada')
    assert.equal(two.createdBy, 'bob')
  })

  it('after creations and deletions at once X-Total-Count is the number of items', async () => {
    const doomed = await Promise.all(Array.from({ length: 10 }, (_, index) => add(`${index}`)))
    await Promise.all([
      ...doomed.map(({ id }) =>
        send(`DELETE /api/items/${id}`, { headers: { 'if-match': '*' }, as: 'bob' }),
      ),
      ...Array.from({ length: 15 }, (_, index) => add(`kept ${index}`)),
    ])
    const ids = await walk(api, 100)
    const { headers } = await send('GET /api/items?limit=1')
    assert.equal(headers['x-total-count'], String(ids.length))
  })
})

/** Follows the Link header through all pages. */
async function walk(to: Api, limit: number, between = async (): Promise<void> => {}) {
  const ids: number[] = []
  let next: string | undefined = `/api/items?limit=${limit}`
  while (next) {
    const { body, headers } = await send(`GET ${next}`, { to })
    ids.push(...(body as { items: Item[] }).items.map(({ id }) => id))
    assert.ok(ids.length < 1000, 'the pages have no end')
    next = /^<([^>]+)>; rel="next"$/.exec(headers.link as string)?.[1]
    await between()
  }
  return ids
}

describe('pages', () => {
  async function filled(count: number): Promise<Api> {
    const full = await openApi()
    for (let index = 1; index <= count; index++) await full.store.items.create(`${index}`, 'ada')
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
    it(`${count} items in pages of ${limit}: each comes once, newest first, and the last has no Link`, async () => {
      const full = await filled(count)
      try {
        const ids = await walk(full, limit)
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

  it('items that are added and deleted meanwhile make no page repeat or skip an item', async () => {
    const full = await filled(20)
    try {
      let added = 0
      const ids = await walk(full, 3, async () => {
        await full.store.items.create(`new ${++added}`, 'bob')
        if (added === 2) await full.store.items.remove(20, undefined)
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

  it('a page goes on after an item that has been deleted', async () => {
    const full = await filled(5)
    try {
      await full.store.items.remove(3, undefined)
      const { body } = await send('GET /api/items?limit=2&after=3', { to: full })
      assert.deepEqual(
        (body as { items: Item[] }).items.map(({ id }) => id),
        [2, 1],
      )
    } finally {
      await full.close()
    }
  })

  it('without a limit a page has 20 items', async () => {
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
