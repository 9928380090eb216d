import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placeOf } from '../src/database-place.ts'
import { EnvError, readCopyEnv, readEnv } from '../src/env.ts'

const web = 'http://localhost:5173'
const strong = 'a-key-for-tests-with-more-than-32-characters'
const production = {
  NODE_ENV: 'production',
  API_ORIGIN: 'https://api.acme.dev',
  WEB_ORIGINS: 'https://app.acme.dev',
  COOKIE_SECRETS: strong,
}

function refusalOf(variables: NodeJS.ProcessEnv): string {
  try {
    readEnv(variables)
  } catch (error) {
    assert.ok(error instanceof EnvError, String(error))
    return error.message
  }
  throw new assert.AssertionError({ message: 'the environment was not refused' })
}

describe('S25: an environment that is wrong', () => {
  const wrong: Record<string, [variables: NodeJS.ProcessEnv, ...codes: RegExp[]]> = {
    'the wildcard with credentials (F03)': [
      { WEB_ORIGINS: '*' },
      /^ORIGIN_WILDCARD_WITH_CREDENTIALS {2}WEB_ORIGINS\[0\] "\*": /m,
    ],
    'the null origin (F21)': [{ WEB_ORIGINS: `${web},null` }, /^ORIGIN_NULL {2}WEB_ORIGINS\[1\] /m],
    'a blank after a comma': [{ WEB_ORIGINS: `${web}, ${web}` }, /^\w+ {2}WEB_ORIGINS\[1\] /m],
    'an API origin with a path': [
      { API_ORIGIN: 'http://localhost:3000/api' },
      /^ORIGIN_PATH {2}API_ORIGIN /m,
    ],
    'an unknown environment': [{ NODE_ENV: 'staging' }, /^NODE_ENV_UNKNOWN {2}NODE_ENV "staging"/m],
    'a port that is too high': [{ PORT: '65536' }, /^PORT_INVALID {2}PORT "65536"/m],
    'a port that is no number': [{ PORT: 'http' }, /^PORT_INVALID {2}PORT "http"/m],
    'a log level that is none': [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL_UNKNOWN {2}LOG_LEVEL "loud"/m],
    'a database server of another kind': [
      { DATABASE_URL: 'mysql://ada:hunter2@db.acme.dev/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "mysql:\/\/…": .*Use postgres:\/\//m,
    ],
    'a database URL without a scheme': [
      { DATABASE_URL: 'ada:hunter2@db.acme.dev/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "…": /m,
    ],
    'a database URL that is none': [
      { DATABASE_URL: 'postgres://ada:hunter2@db acme dev:port/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "postgres:\/\/…": /m,
    ],
    'two databases': [
      { DATABASE_URL: 'postgres://ada:hunter2@db.acme.dev/shop', DATABASE_FILE: 'items.db' },
      /^DATABASE_AMBIGUOUS {2}DATABASE_FILE "items\.db": DATABASE_URL names db\.acme\.dev:5432\/shop /m,
    ],
    'all at once': [
      { NODE_ENV: 'production', PORT: '-1', LOG_LEVEL: 'loud', WEB_ORIGINS: 'http://a.dev/' },
      /^ORIGIN_TRAILING_SLASH/m,
      /^COOKIE_SECRETS_WEAK/m,
      /^PORT_INVALID/m,
      /^LOG_LEVEL_UNKNOWN/m,
    ],
    'production with the placeholders of the repository': [
      { NODE_ENV: 'production', COOKIE_SECRETS: strong },
      /^ORIGIN_PLACEHOLDER {2}production\.apiOrigin "https:\/\/api\.example\.com"/m,
      /^ORIGIN_PLACEHOLDER {2}production\.allowedOrigins\[0\] "https:\/\/app\.example\.com"/m,
    ],
    'production without a key': [{ ...production, COOKIE_SECRETS: '' }, /^COOKIE_SECRETS_WEAK/m],
    'production with a short key behind a good one': [
      { ...production, COOKIE_SECRETS: `${strong},short` },
      /^COOKIE_SECRETS_WEAK/m,
    ],
    'production with the key everybody can read': [
      { ...production, COOKIE_SECRETS: 'for development only: everybody can read this' },
      /^COOKIE_SECRETS_WEAK/m,
    ],
    'production over plain http': [
      { ...production, WEB_ORIGINS: 'http://app.acme.dev' },
      /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev"/m,
    ],
    ...Object.fromEntries(
      ['everybody', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.1,', '::1/129', 'true', '1'].map(
        (value): [string, [NodeJS.ProcessEnv, RegExp]] => [
          `the proxy ${value}`,
          [{ TRUST_PROXY: value }, /^TRUST_PROXY_INVALID {2}TRUST_PROXY "/m],
        ],
      ),
    ),
  }
  for (const [name, [variables, ...codes]] of Object.entries(wrong)) {
    it(`${name} is refused by name and place`, () => {
      const refusal = refusalOf(variables)
      for (const code of codes) assert.match(refusal, code)
      assert.doesNotMatch(refusal, /hunter2/)
    })
  }

  it('a key that is refused is not repeated', () => {
    assert.doesNotMatch(refusalOf({ ...production, COOKIE_SECRETS: 'hunter2' }), /hunter2/)
  })
})

describe('the name of a database', () => {
  for (const [database, place] of [
    ['.data/items.db', '.data/items.db'],
    ['postgres://ada:hunter2@db.acme.dev/shop', 'db.acme.dev:5432/shop'],
    ['postgresql://ada:hunter2@[::1]:6432/shop?password=hunter2', '[::1]:6432/shop'],
    ['postgres:///shop?host=/run/postgresql&password=hunter2', '/run/postgresql:5432/shop'],
  ] as const) {
    it(`is ${place}, without user and password`, () => {
      assert.equal(placeOf(database), place)
    })
  }
})

describe('an environment that is right', () => {
  it('empty, it is development with the origins of the repository', () => {
    const env = readEnv({})
    assert.equal(env.production, false)
    assert.equal(env.port, 3000)
    assert.equal(env.host, 'localhost')
    assert.deepEqual(env.policy.allowedOrigins, ['http://localhost:5173'])
    assert.equal(env.trustProxy, false)
  })

  it('production with origins and a key boots, with its cookie for https', () => {
    const env = readEnv(production)
    assert.equal(env.production, true)
    assert.deepEqual(env.policy.allowedOrigins, ['https://app.acme.dev'])
    assert.equal(env.policy.sessionCookie.name, '__Host-session')
    assert.deepEqual(env.cookieSecrets, [strong])
  })

  it('WEB_ORIGINS is a list, API_ORIGIN names the port', () => {
    const origins = `${web},http://localhost:4173`
    const env = readEnv({ WEB_ORIGINS: origins, API_ORIGIN: 'http://localhost:3100' })
    assert.deepEqual(env.policy.allowedOrigins, origins.split(','))
    assert.equal(env.port, 3100)
  })

  it('the database is a file by default, the one that is named, or a server', () => {
    assert.equal(readEnv({}).database, '.data/items.db')
    assert.equal(readEnv({ DATABASE_FILE: 'a.db', DATABASE_URL: '' }).database, 'a.db')
    for (const url of [
      'postgres://ada:p%40ss@db.acme.dev/shop?sslmode=verify-full',
      'postgresql://[::1]:6432/shop',
      'postgres:///shop?host=/run/postgresql',
    ]) {
      assert.equal(readEnv({ DATABASE_URL: url, DATABASE_FILE: '' }).database, url)
    }
  })

  it('a copy takes both databases', () => {
    const url = 'postgres://db.acme.dev/shop'
    assert.deepEqual(readCopyEnv({ DATABASE_URL: url }), { file: '.data/items.db', url })
    assert.equal(readCopyEnv({ DATABASE_URL: url, DATABASE_FILE: 'a.db' }).file, 'a.db')
  })

  for (const value of ['10.0.0.0/8', '127.0.0.1, ::1', 'loopback', 'fd00::/8']) {
    it(`TRUST_PROXY ${value} boots`, () => {
      assert.equal(readEnv({ TRUST_PROXY: value }).trustProxy, value)
    })
  }
})
