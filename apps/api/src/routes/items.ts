import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply } from 'fastify'
import { etagOf, versionsKnown, versionsToMatch } from '../etag.ts'
import { IfMatchRequired, ItemChanged, ItemNotFound } from '../problems.ts'
import {
  ApiProblem,
  Item,
  ItemPage,
  ItemPageQuery,
  ItemParams,
  ItemPatch,
  NewItem,
} from '../schemas.ts'
import type { Refusal, Store, StoredItem, StoredPage } from '../store/store.ts'

const problems = { '4xx': ApiProblem, '5xx': ApiProblem }
const none = Type.Null({ description: 'No body.' })
/** The page as an object, or as the JSON of one. */
const PageOrText = Type.Unsafe<ItemPage | string>(ItemPage)

/** Reading is public, writing needs a session. */
const items: FastifyPluginAsyncTypebox<{ store: Store }> = async (app, { store }) => {
  const { items } = store

  app.get(
    '/api/items',
    { schema: { querystring: ItemPageQuery, response: { 200: PageOrText, ...problems } } },
    async (request, reply) => {
      const { limit = 20, after } = request.query
      const page = await items.page(limit, after)
      reply.header('x-total-count', page.total).header('cache-control', 'no-cache')
      const last = page.items.at(-1)
      if (page.hasNext && last) {
        reply.header('link', `</api/items?limit=${limit}&after=${last.id}>; rel="next"`)
      }
      return reply.type('application/json; charset=utf-8').send(textOf(page, reply))
    },
  )

  app.post(
    '/api/items',
    {
      preHandler: app.sessions.require,
      schema: { body: NewItem, response: { 201: Item, ...problems } },
    },
    async (request, reply) => {
      const item = await items.create(request.body.title, request.user?.name ?? '')
      reply
        .code(201)
        .header('location', `/api/items/${item.id}`)
        .header('etag', etagOf(item.version))
      return toItem(item)
    },
  )

  app.get(
    '/api/items/:id',
    { schema: { params: ItemParams, response: { 200: Item, 304: none, ...problems } } },
    async (request, reply) => {
      const { id } = request.params
      const item = await items.find(id)
      if (!item) throw new ItemNotFound(id)
      reply.header('etag', etagOf(item.version)).header('cache-control', 'no-cache')
      const known = versionsKnown(request.headers['if-none-match'] ?? '')
      if (known === '*' || known.includes(item.version)) return reply.code(304).send(null)
      return toItem(item)
    },
  )

  app.patch(
    '/api/items/:id',
    {
      preHandler: app.sessions.require,
      schema: {
        params: ItemParams,
        body: ItemPatch,
        response: { 200: Item, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const versions = versionsToChange(request.headers['if-match'])
      const item = accepted(await items.update(id, request.body, versions), id)
      reply.header('etag', etagOf(item.version))
      return toItem(item)
    },
  )

  app.delete(
    '/api/items/:id',
    {
      preHandler: app.sessions.require,
      schema: { params: ItemParams, response: { 204: none, ...problems } },
    },
    async (request, reply) => {
      const { id } = request.params
      accepted(await items.remove(id, versionsToChange(request.headers['if-match'])), id)
      return reply.code(204).send(null)
    },
  )
}
export default items

function toItem({ version, ...item }: StoredItem): Item {
  return { ...item, etag: etagOf(version) }
}

const texts = new WeakMap<StoredPage, string>()

/** A page as JSON; of one that has not changed, the text of last time. */
function textOf(page: StoredPage, reply: FastifyReply): string {
  const known = texts.get(page)
  if (known !== undefined) return known
  const text = String(reply.serializeInput({ items: page.items.map(toItem) }, '200'))
  texts.set(page, text)
  return text
}

function versionsToChange(ifMatch: string | undefined): number[] | undefined {
  if (ifMatch === undefined) throw new IfMatchRequired()
  const versions = versionsToMatch(ifMatch)
  return versions === '*' ? undefined : versions
}

function accepted<T>(outcome: T | Refusal, id: number): T {
  if (outcome === 'gone') throw new ItemNotFound(id)
  if (outcome === 'changed') throw new ItemChanged(id)
  return outcome
}
