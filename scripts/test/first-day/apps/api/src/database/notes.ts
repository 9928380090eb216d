import fp from 'fastify-plugin'
import type { Selectable } from 'kysely'
import type { NewNote, Note, NoteListQuery } from '../schemas/notes.ts'
import type { Tables } from './migrations.ts'
import type { Database } from './open.ts'

declare module 'fastify' {
  interface FastifyInstance {
    notesRepository: ReturnType<typeof createNotesRepository>
  }
}

export function createNotesRepository(database: Database) {
  return {
    /** Returns the newest notes. Without tags: those of every tag. */
    async list({ limit, tag }: NoteListQuery): Promise<Note[]> {
      const rows = await database.db
        .selectFrom('notes')
        .selectAll()
        .$if(tag.length > 0, (query) => query.where('tag', 'in', tag))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toNote)
    },

    async findById(id: number): Promise<Note | undefined> {
      const row = await database.db
        .selectFrom('notes')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst()
      return row && toNote(row)
    },

    async create({ text, tag }: NewNote, createdBy: string): Promise<Note> {
      const values = { text, tag, created_by: createdBy, created_at: new Date().toISOString() }
      return database.write(async (trx) => {
        const insert = trx.insertInto('notes').values(values).returningAll()
        return toNote(await insert.executeTakeFirstOrThrow())
      })
    },
  }
}

function toNote(row: Selectable<Tables['notes']>): Note {
  const { id, text, tag } = row
  return { id, text, tag, createdBy: row.created_by, createdAt: row.created_at }
}

export default fp(
  async (app) => {
    app.decorate('notesRepository', createNotesRepository(app.database))
  },
  { name: 'notes-repository', decorators: { fastify: ['database'] } },
)
