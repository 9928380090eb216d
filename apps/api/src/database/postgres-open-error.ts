import { DatabaseOpenError, originalError } from './database-open-error.ts'
import { redactDatabaseUrl } from './database-url.ts'
import { NewerSchemaError, newerSchemaFix } from './migrations.ts'

const start =
  'Start PostgreSQL, or set DATABASE_URL to a server that accepts connections, with a user who may' +
  ' create tables.'

/** Reasons and fixes by error code of Node or PostgreSQL. */
const explanations: Record<string, [reason: string, fix: string]> = {
  ECONNREFUSED: ['connection refused', start],
  ECONNRESET: ['connection reset', start],
  ENOENT: ['no such socket', start],
  ENOTFOUND: ['host not found', 'Check the host name in DATABASE_URL.'],
  EAI_AGAIN: ['host not found', 'Check the host name in DATABASE_URL.'],
  ETIMEDOUT: ['connection timed out', start],
  '28P01': ['password authentication failed', 'Check the user and password in DATABASE_URL.'],
  '28000': ['authentication failed', 'Check the user and password in DATABASE_URL.'],
  '3D000': ['the database does not exist', 'Create it with createdb, or change DATABASE_URL.'],
  '42501': ['permission denied', 'Grant the user create on schema public.'],
  '53100': ['the disk is full', 'Free disk space on the database server.'],
  '53300': ['too many connections', 'Raise max_connections, or run fewer replicas.'],
  '55P03': [
    'another session holds a lock',
    'Stop the other session, or start again when it has finished.',
  ],
}

/** Returns an error with the reason and the fix for an error of pg. Its message has no password. */
export function toOpenError(url: string, error: unknown): DatabaseOpenError {
  const original = originalError(error)
  // A host with several addresses fails with one error for each.
  const cause = original instanceof AggregateError ? originalError(original.errors[0]) : original
  // pg's own timeout has no code.
  const { code = /timeout/.test(cause.message) ? 'ETIMEDOUT' : '', message } = cause
  const [reason, fix] =
    cause instanceof NewerSchemaError
      ? [cause.message, newerSchemaFix]
      : (explanations[code] ?? [message, start])
  return new DatabaseOpenError(`DATABASE_URL ${redactDatabaseUrl(url)}`, reason, fix, error)
}
