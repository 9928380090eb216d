import fp from 'fastify-plugin'
import type { Database } from './open.ts'

declare module 'fastify' {
  interface FastifyInstance {
    usersRepository: UsersRepository
  }
}

/** An account. */
export interface User {
  id: number
  /** In Unicode NFC */
  name: string
  passwordHash: string
}

export type UsersRepository = ReturnType<typeof createUsersRepository>

/** Names are compared in Unicode NFC: some keyboards send `é` as two code points. */
export function createUsersRepository(database: Database) {
  return {
    /** Adds an account. Returns false if another account has this name. */
    async create(name: string, passwordHash: string): Promise<boolean> {
      const row = await database.write((trx) =>
        trx
          .insertInto('users')
          .values({ name: name.normalize('NFC'), password_hash: passwordHash })
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returning('id')
          .executeTakeFirst(),
      )
      return row !== undefined
    },

    async findByName(name: string): Promise<User | undefined> {
      return database.db
        .selectFrom('users')
        .select(['id', 'name', 'password_hash as passwordHash'])
        .where('name', '=', name.normalize('NFC'))
        .executeTakeFirst()
    },

    /** Changes a password and deletes the sessions of this user. Returns false if there is no such user. */
    async updatePassword(name: string, passwordHash: string): Promise<boolean> {
      return database.write(async (trx) => {
        const user = await trx
          .updateTable('users')
          .set({ password_hash: passwordHash })
          .where('name', '=', name.normalize('NFC'))
          .returning('id')
          .executeTakeFirst()
        if (!user) return false
        await trx.deleteFrom('sessions').where('user_id', '=', user.id).execute()
        return true
      })
    },
  }
}

export default fp(
  async (app) => {
    app.decorate('usersRepository', createUsersRepository(app.database))
  },
  { name: 'users-repository', decorators: { fastify: ['database'] } },
)
