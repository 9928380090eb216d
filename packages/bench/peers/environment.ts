/** The environment of a peer: the same variables as those of the production API. */
export const environment = {
  host: variable('HOST'),
  port: Number(variable('PORT')),
  databaseFile: variable('DATABASE_FILE'),
  cookieSecret: variable('COOKIE_SECRETS'),
  allowedOrigins: variable('WEB_ORIGINS').split(','),
}

function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set.`)
  return value
}
