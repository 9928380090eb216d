import { Type, type Static } from 'typebox'

/** Most characters a title may have. */
export const titleMaxLength = 200

// No NUL: the database ends a text there, and would keep less than it was given.
const Title = Type.String({
  minLength: 1,
  maxLength: titleMaxLength,
  pattern: '^(?=[^]*\\S)[^\\0]*$',
})
// Not Type.Integer: text from a URL is converted first, and 1.9 would become item 1.
const Whole = (options: { maximum?: number; default?: number; description?: string } = {}) =>
  Type.Number({ minimum: 1, multipleOf: 1, ...options })

export const Item = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  title: Title,
  done: Type.Boolean(),
  createdBy: Type.String({ description: 'Name of the user who added it.' }),
  createdAt: Type.String({ format: 'date-time' }),
  updatedAt: Type.String({ format: 'date-time' }),
  etag: Type.String({
    description: 'Its entity tag: send it back in If-Match to change this version.',
  }),
})
export type Item = Static<typeof Item>

export const NewItem = Type.Object({ title: Title }, { additionalProperties: false })
export type NewItem = Static<typeof NewItem>

export const ItemPatch = Type.Object(
  { title: Type.Optional(Title), done: Type.Optional(Type.Boolean()) },
  { additionalProperties: false, minProperties: 1 },
)
export type ItemPatch = Static<typeof ItemPatch>

export const ItemPage = Type.Object({ items: Type.Array(Item) })
export type ItemPage = Static<typeof ItemPage>

export const ItemPageQuery = Type.Object(
  {
    limit: Type.Optional(Whole({ maximum: 100, default: 20 })),
    after: Type.Optional(Whole({ description: 'Id of the last item of the page before.' })),
  },
  { additionalProperties: false },
)

export const ItemParams = Type.Object({ id: Whole() })

export const Credentials = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\0]*$' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type Credentials = Static<typeof Credentials>

export const Session = Type.Object({
  user: Type.Union([Type.Object({ name: Type.String() }), Type.Null()]),
})
export type Session = Static<typeof Session>

/** The body of every answer with a status of 400 or more. */
export const ApiProblem = Type.Object({
  statusCode: Type.Integer(),
  code: Type.String({ description: 'A stable name for programs, such as ITEM_NOT_FOUND.' }),
  message: Type.String({ description: 'A sentence for people.' }),
  requestId: Type.String({ description: 'The X-Request-Id of this answer; the log has it too.' }),
})
export type ApiProblem = Static<typeof ApiProblem>

/** The data of every `item` event on GET /api/events. */
export const ItemEvent = Type.Object({
  type: Type.Union([Type.Literal('created'), Type.Literal('updated'), Type.Literal('deleted')]),
  id: Type.Integer(),
})
export type ItemEvent = Static<typeof ItemEvent>
