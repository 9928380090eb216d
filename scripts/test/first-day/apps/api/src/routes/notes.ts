import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import createError from '@fastify/error'
import type { FastifyError } from 'fastify'
import { errorResponses } from '../schemas/errors.ts'
import { newNoteSchema, NoteListQuery, noteSchema, type NewNote } from '../schemas/notes.ts'

const tags = ['notes']
const NoteNotFound = createError<[number]>('NOTE_NOT_FOUND', 'Note %s does not exist.', 404)

/** Anyone may read notes; adding one needs a session. */
const notes: FastifyPluginAsyncTypebox = async (app) => {
  const { notesRepository, sessions } = app
  app.addSchema(noteSchema)
  app.addSchema(newNoteSchema)

  app.get(
    '',
    {
      schema: {
        tags,
        summary: 'List notes, newest first',
        querystring: NoteListQuery,
        response: {
          200: Type.Object({
            notes: Type.Array(Type.Unsafe({ $ref: 'note#' })),
            query: Type.Any(),
          }),
          ...errorResponses,
        },
      },
    },
    async ({ query }) => ({ notes: await notesRepository.list(query), query }),
  )

  app.post<{ Body: NewNote }>(
    '',
    {
      preHandler: sessions.require,
      schema: {
        tags,
        summary: 'Add a note',
        body: { $ref: 'new-note#' },
        response: { 201: { $ref: 'note#' }, ...errorResponses },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return notesRepository.create(request.body, request.user?.name ?? '')
    },
  )

  app.get<{ Params: { id: number } }>(
    '/:id',
    {
      schema: {
        tags,
        summary: 'Get a note',
        params: {
          type: 'object',
          required: ['id'],
          properties: { id: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } },
        },
        response: { 200: { $ref: 'note#' }, ...errorResponses },
      },
    },
    async ({ params: { id } }) => {
      const note = await notesRepository.findById(id)
      if (!note) throw new NoteNotFound(id)
      return note
    },
  )

  // Clients choose with Accept-Version; without it they get the newest.
  app.get('/format', { constraints: { version: '1.0.0' } }, () => 'text')
  app.get('/format', { constraints: { version: '2.0.0' } }, () => ({ format: 'text' }))
  app.get('/format', () => ({ format: 'text', newest: true }))

  await app.register(async (scope) => {
    scope.addContentTypeParser('text/csv', { parseAs: 'string' }, (_request, body, done) => {
      done(null, String(body).trim().split('\n'))
    })
    scope.setErrorHandler<FastifyError>((error, _request, reply) => {
      reply.code(error.statusCode ?? 500).send({ line: error.message })
    })
    scope.post<{ Body: string[] }>(
      '/import',
      {
        preHandler: sessions.require,
        schema: {
          tags,
          summary: 'Add a note for each line',
          consumes: ['text/csv'],
          body: { type: 'array', items: { type: 'string', minLength: 2 } },
        },
      },
      async ({ body, user }) => {
        for (const text of body) {
          await notesRepository.create({ text, tag: 'imported' }, user?.name ?? '')
        }
        return { imported: body.length }
      },
    )
  })
}
export default notes
