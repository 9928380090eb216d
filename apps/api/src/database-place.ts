/** Whether a database is a PostgreSQL server; otherwise it is a file. */
export function isPostgresUrl(database: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(database)
}

/** Names a database for people: `host:port/name` without user and password, or the path. */
export function placeOf(database: string): string {
  if (!isPostgresUrl(database)) return database
  const { hostname, port, pathname, searchParams } = new URL(database)
  // A socket on this machine is given as ?host=/run/postgresql.
  return `${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${pathname}`
}
