import { Type, type Static } from 'typebox'

/** Maximum length of a title, in Unicode code points. */
export const titleMaxLength = 200

const Title = Type.String({
  minLength: 1,
  maxLength: titleMaxLength,
  format: 'visible-text',
  examples: ['Buy milk'],
})
const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

const example = {
  id: 7,
  title: 'Buy milk',
  done: false,
  createdBy: 'ada',
  createdAt: '2026-11-29T08:30:00.000Z',
  updatedAt: '2026-11-29T08:30:00.000Z',
  etag: '"1"',
}

export const Item = Type.Object(
  {
    id: Type.Integer(),
    title: Type.String(),
    done: Type.Boolean(),
    createdBy: Type.String({ description: 'Name of the user who added the item.' }),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    etag: Type.String({ description: 'Entity tag. Send it in If-Match to change this version.' }),
  },
  { examples: [example] },
)
export type Item = Static<typeof Item>

export const NewItem = Type.Object(
  { title: Title },
  { additionalProperties: false, examples: [{ title: 'Buy milk' }] },
)
export type NewItem = Static<typeof NewItem>

export const ItemPatch = Type.Object(
  { title: Type.Optional(Title), done: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1, examples: [{ done: true }] },
)
export type ItemPatch = Static<typeof ItemPatch>

export const ItemPage = Type.Object(
  { items: Type.Array(Item) },
  { examples: [{ items: [example] }] },
)
export type ItemPage = Static<typeof ItemPage>

export const ItemPageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20, description: 'Items per page.' }),
    after: Type.Optional(
      Type.Integer({ ...Id, description: 'Id of the last item of the previous page.' }),
    ),
  },
  { additionalProperties: false },
)

export const ItemParams = Type.Object({ id: Id })

/** The data of an `item` event on GET /api/events. */
export const ItemEvent = Type.Object({
  type: Type.Union([Type.Literal('created'), Type.Literal('updated'), Type.Literal('deleted')]),
  id: Type.Integer(),
})
export type ItemEvent = Static<typeof ItemEvent>
