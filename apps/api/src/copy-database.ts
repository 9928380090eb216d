import { copyDatabase } from './copy/copy-database.ts'
import { placeOf } from './database-place.ts'
import { EnvError, readCopyEnv } from './env.ts'
import { reasonOf } from './open-database.ts'

/** Takes the embedded database over to PostgreSQL; may be run again. */
try {
  const { file, url } = readCopyEnv()
  const { items, users, sessions } = await copyDatabase(file, url).catch((error: unknown) => {
    if (error instanceof EnvError) throw error
    throw new EnvError(
      `COPY_FAILED  ${placeOf(url)}: ${reasonOf(error)}. No row was changed there.`,
    )
  })
  console.log(
    [
      `${file} is copied to ${placeOf(url)}:`,
      `items: ${items.added} added, ${items.updated} brought up to date, ${items.unchanged} as they` +
        ` were, ${items.newer} changed and ${items.deleted} deleted there since (left so)`,
      `users: ${users.added} added, ${users.unchanged} as they were`,
      `sessions: ${sessions.added} added, ${sessions.unchanged} as they were, ${sessions.ended} ended` +
        ' there since (left so)',
    ].join('\n'),
  )
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
