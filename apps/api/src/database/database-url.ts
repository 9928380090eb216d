/** Returns whether a database is a PostgreSQL server. Otherwise it is an SQLite file. */
export function isPostgresUrl(location: string): boolean {
  return /^postgres(?:ql)?:\/\//i.test(location)
}

/**
 * Returns `host:port/name` of a PostgreSQL URL for logs and messages, without user and password. If
 * the password may be elsewhere, because its `/`, `?` or `#` is not percent-encoded, it returns only
 * the scheme.
 */
export function redactDatabaseUrl(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…'
  const { hostname, port, pathname, search, hash, searchParams } = new URL(url)
  if (/@/.test(pathname + search + hash)) return 'postgres://…'
  // A Unix socket is given as ?host=/run/postgresql.
  return `${hostname || searchParams.get('host') || 'localhost'}:${port || '5432'}${pathname}`
}
