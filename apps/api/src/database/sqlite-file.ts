import { accessSync, constants, existsSync, mkdirSync, statSync, type BigIntStats } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseUnavailable, StorageFull } from '../errors.ts'
import { DatabaseOpenError, originalError } from './database-open-error.ts'
import { NewerSchemaError, newerSchemaFix } from './migrations.ts'

const otherFile = 'Set DATABASE_FILE to a file that this process can create and write.'
const givePermission =
  'Give the user of this process write permission for the file and its folder, or set DATABASE_FILE' +
  ' to another file.'

/** Reasons and fixes by error code of Node or SQLite. */
const explanations: Record<string, [reason: string, fix: string]> = {
  EACCES: ['permission denied', givePermission],
  EPERM: ['permission denied', givePermission],
  EROFS: ['the file system is read-only', otherFile],
  ENOENT: ['its folder cannot be created', otherFile],
  ENOTDIR: ['a part of its path is not a folder', otherFile],
  ENOSPC: ['the disk is full', 'Free disk space.'],
  SQLITE_BUSY: [
    'another process holds its lock',
    'Stop the other process, or start again when it has finished.',
  ],
  SQLITE_CANTOPEN: ['the file cannot be opened or created', otherFile],
  SQLITE_CORRUPT: ['the database is damaged', 'Restore it from a backup.'],
  SQLITE_FULL: ['the disk is full', 'Free disk space.'],
  SQLITE_NOTADB: ['it is not an SQLite database', 'Set DATABASE_FILE to another file.'],
  SQLITE_READONLY: ['it is read-only', givePermission],
}

/**
 * Creates the folder of a database file if it is missing.
 *
 * @throws {DatabaseOpenError} if there is a directory or a device at the path
 * @throws an error of `fs` if the folder cannot be created
 */
export function prepareFile(file: string): void {
  const stats = statsOf(file)
  if (stats?.isDirectory()) throw openError(file, 'it is a directory', otherFile)
  if (stats && !stats.isFile()) throw openError(file, 'it is not a regular file', otherFile)
  createFolder(dirname(file))
}

/** `mkdir` with `recursive: true` never returns for a path in /proc, so create one folder at a time. */
function createFolder(folder: string): void {
  if (existsSync(folder)) return
  createFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder)) throw error // otherwise another process created it meanwhile
  }
}

/**
 * Returns a check of the files that are open now. A process that has a deleted file open can still
 * write to it, and that data is lost when it ends.
 *
 * @returns a function that throws DatabaseUnavailable if the file or its write-ahead log was deleted
 *   or replaced
 */
export function watchFile(file: string): () => void {
  const opened = [file, `${file}-wal`].map((path) => ({ path, identity: identityOf(path) }))
  return () => {
    for (const { path, identity } of opened) {
      if (identityOf(path) === identity) continue
      const cause = new Error(`${path} was deleted or replaced. Restart the API to open it again.`)
      throw new DatabaseUnavailable({ cause })
    }
  }
}

function identityOf(path: string): string {
  const stats = statsOf(path)
  return `device ${stats?.dev}, inode ${stats?.ino}`
}

function statsOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true })
  } catch {
    return undefined
  }
}

/** Returns an error with the reason and the fix for an error of SQLite or Node. */
export function toOpenError(file: string, error: unknown): DatabaseOpenError {
  if (error instanceof DatabaseOpenError) return error
  const cause = originalError(error)
  if (cause instanceof NewerSchemaError) {
    return openError(file, cause.message, newerSchemaFix, error)
  }
  const { message } = cause
  // If a quota is exceeded, the code of SQLite is the one of the failed write.
  const code = error instanceof StorageFull ? 'SQLITE_FULL' : (cause.code ?? '')
  const explanation = message.startsWith('ConnectionFailed')
    ? explanations[codeOfPath(file)]
    : // Also by the primary code of an extended one: SQLITE_READONLY of SQLITE_READONLY_DIRECTORY
      (explanations[code] ?? explanations[/^SQLITE_[A-Z]+/.exec(code)?.[0] ?? ''])
  const [reason, fix] = explanation ?? [message, otherFile]
  return openError(file, reason, fix, error)
}

/** Returns the code of the reason why libsql cannot open a file: its own error has no reason. */
function codeOfPath(file: string): string {
  try {
    accessSync(existsSync(file) ? file : dirname(file), constants.R_OK | constants.W_OK)
    return 'SQLITE_CANTOPEN'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? ''
  }
}

function openError(file: string, reason: string, fix: string, cause?: unknown): DatabaseOpenError {
  return new DatabaseOpenError(`DATABASE_FILE ${JSON.stringify(file)}`, reason, fix, cause)
}
