import { isPostgresUrl, placeOf } from './database-place.ts'

/** Collects a problem; the environment is refused with all of them. */
export type Refuse = (code: string, name: string, value: string, reason: string) => void

const defaultFile = '.data/items.db'

/** @returns the path or URL of the one database these variables name */
export function readDatabase(variables: NodeJS.ProcessEnv, refuse: Refuse): string {
  const { DATABASE_FILE: file, DATABASE_URL: url } = variables
  if (!url) return file || defaultFile
  if (!isUsable(url)) refuseUrl(url, refuse)
  else if (file) {
    refuse(
      'DATABASE_AMBIGUOUS',
      'DATABASE_FILE',
      file,
      `DATABASE_URL names ${placeOf(url)} as well, and the items are in one database. Keep one of` +
        ' them; copy-database takes the items from the file to the server.',
    )
  }
  return url
}

/** @returns both databases of a copy: the file it reads, the server it writes to */
export function readDatabases(
  variables: NodeJS.ProcessEnv,
  refuse: Refuse,
): { file: string; url: string } {
  const { DATABASE_FILE: file = defaultFile, DATABASE_URL: url = '' } = variables
  if (!isUsable(url)) refuseUrl(url, refuse)
  return { file: file || defaultFile, url }
}

function isUsable(url: string): boolean {
  return isPostgresUrl(url) && URL.canParse(url)
}

/** A mistyped URL may hold the password anywhere: no more than its scheme is repeated. */
function refuseUrl(url: string, refuse: Refuse): void {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(url)?.[0]
  refuse(
    'DATABASE_URL_INVALID',
    'DATABASE_URL',
    url && `${scheme ?? ''}…`,
    'the server is PostgreSQL. Use postgres://user:password@host:5432/name, with what is special' +
      ' in the password percent-encoded.',
  )
}
