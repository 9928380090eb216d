import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { redactDatabaseUrl } from '../src/database/database-url.ts'
import { EnvError, loadEnvFile, readEnv } from '../src/env.ts'

const web = 'http://localhost:5173'
const strongKey = 'a-key-for-tests-with-more-than-32-characters'
const publicKey = 'a key for development only: it is public'
/** Origins are variables here: environments.ts is edited after cloning. */
const development = { API_ORIGIN: 'http://localhost:3000', WEB_ORIGINS: web }
const production = {
  NODE_ENV: 'production',
  API_ORIGIN: 'https://api.acme.dev',
  WEB_ORIGINS: 'https://app.acme.dev',
  COOKIE_SECRETS: strongKey,
}

function messageOf(variables: NodeJS.ProcessEnv): string {
  try {
    readEnv(variables)
  } catch (error) {
    assert.ok(error instanceof EnvError, String(error))
    return error.message
  }
  throw new assert.AssertionError({ message: 'readEnv did not throw' })
}

describe('readEnv, invalid', () => {
  const invalid: Record<string, [variables: NodeJS.ProcessEnv, ...problems: RegExp[]]> = {
    'WEB_ORIGINS: the wildcard': [
      { ...development, WEB_ORIGINS: '*' },
      /^ORIGIN_WILDCARD_WITH_CREDENTIALS {2}WEB_ORIGINS\[0\] "\*": /m,
    ],
    'WEB_ORIGINS: the null origin': [
      { ...development, WEB_ORIGINS: `${web},null` },
      /^ORIGIN_NULL {2}WEB_ORIGINS\[1\] "null": /m,
    ],
    'WEB_ORIGINS: a space after a comma': [
      { ...development, WEB_ORIGINS: `${web}, ${web}` },
      /^ORIGIN_WHITESPACE {2}WEB_ORIGINS\[1\] /m,
    ],
    'API_ORIGIN: a path': [
      { ...development, API_ORIGIN: 'http://localhost:3000/api' },
      /^ORIGIN_PATH {2}API_ORIGIN "http:\/\/localhost:3000\/api": /m,
    ],
    'NODE_ENV: unknown': [
      { ...development, NODE_ENV: 'staging' },
      /^NODE_ENV_UNKNOWN {2}NODE_ENV "staging": must be "development" or "production"\.$/m,
    ],
    ...Object.fromEntries(
      ['65536', '-1', 'http', '3e3', '3000.0', ' 3000', '03000'].map(
        (port): [string, [NodeJS.ProcessEnv, RegExp]] => [
          `PORT: ${JSON.stringify(port)}`,
          [
            { ...development, PORT: port },
            new RegExp(
              `^PORT_INVALID {2}PORT "${port}": .* Use an integer from 0 to 65535\\.$`,
              'm',
            ),
          ],
        ],
      ),
    ),
    'LOG_LEVEL: unknown': [
      { ...development, LOG_LEVEL: 'loud' },
      /^LOG_LEVEL_UNKNOWN {2}LOG_LEVEL "loud": unknown pino level\. Use one of fatal, error, warn, info, debug, trace, silent\.$/m,
    ],
    'DATABASE_URL: not PostgreSQL': [
      { ...development, DATABASE_URL: 'mysql://ada:hunter2@db.acme.dev/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "mysql:\/\/…": must be a postgres:\/\/ URL\. Percent-encode special characters in the password\.$/m,
    ],
    'DATABASE_URL: no scheme': [
      { ...development, DATABASE_URL: 'ada:hunter2@db.acme.dev/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "…": /m,
    ],
    'DATABASE_URL: not a URL': [
      { ...development, DATABASE_URL: 'postgres://ada:hunter2@db acme dev:port/shop' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "postgres:\/\/…": /m,
    ],
    'DATABASE_URL: the password only': [
      { ...development, DATABASE_URL: 'hunter2' },
      /^DATABASE_URL_INVALID {2}DATABASE_URL "…": /m,
    ],
    'DATABASE_URL and DATABASE_FILE': [
      {
        ...development,
        DATABASE_URL: 'postgres://ada:hunter2@db.acme.dev/shop',
        DATABASE_FILE: 'items.db',
      },
      /^DATABASE_AMBIGUOUS {2}DATABASE_FILE: DATABASE_URL is set too\. Unset one\.$/m,
    ],
    'DATABASE_URL and a URL in DATABASE_FILE': [
      {
        ...development,
        DATABASE_URL: 'mysql://ada:hunter2@db.acme.dev/shop',
        DATABASE_FILE: 'postgres://ada:hunter2@db.acme.dev/shop',
      },
      /^DATABASE_URL_INVALID/m,
      /^DATABASE_AMBIGUOUS/m,
    ],
    'all at once': [
      {
        NODE_ENV: 'production',
        API_ORIGIN: 'https://api.acme.dev/',
        WEB_ORIGINS: 'http://a.dev/,null',
        COOKIE_SECRETS: 'hunter2',
        PORT: '-1',
        LOG_LEVEL: 'loud',
        TRUST_PROXY: 'all',
        DATABASE_URL: 'hunter2',
        DATABASE_FILE: 'items.db',
      },
      /^ORIGIN_TRAILING_SLASH {2}API_ORIGIN/m,
      /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/m,
      /^ORIGIN_NULL {2}WEB_ORIGINS\[1\]/m,
      /^COOKIE_SECRETS_WEAK/m,
      /^PORT_INVALID/m,
      /^LOG_LEVEL_UNKNOWN/m,
      /^TRUST_PROXY_INVALID/m,
      /^DATABASE_URL_INVALID/m,
      /^DATABASE_AMBIGUOUS/m,
    ],
    'production, placeholder domains': [
      {
        ...production,
        API_ORIGIN: 'https://api.example.com',
        WEB_ORIGINS: 'https://app.example.com',
      },
      /^ORIGIN_PLACEHOLDER {2}API_ORIGIN "https:\/\/api\.example\.com"/m,
      /^ORIGIN_PLACEHOLDER {2}WEB_ORIGINS\[0\] "https:\/\/app\.example\.com"/m,
    ],
    'production, plain http': [
      { ...production, WEB_ORIGINS: 'http://app.acme.dev' },
      /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev"/m,
    ],
    'production, COOKIE_SECRETS unset': [
      { ...production, COOKIE_SECRETS: undefined },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS: is not set\. Production needs a key\. Make a key with: openssl rand -base64 32$/m,
    ],
    'production, COOKIE_SECRETS empty': [
      { ...production, COOKIE_SECRETS: '' },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS: is not set\./m,
    ],
    'production, a short key after a strong one': [
      { ...production, COOKIE_SECRETS: `${strongKey},hunter2` },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS\[1\]: has 7 characters; each key needs at least 32\./m,
    ],
    'production, a trailing comma': [
      { ...production, COOKIE_SECRETS: `${strongKey},` },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS\[1\]: has 0 characters/m,
    ],
    'production, the development key': [
      { ...production, COOKIE_SECRETS: `${strongKey},${publicKey}` },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS\[1\]: is the development default\./m,
    ],
    'production, the development key of earlier versions': [
      { ...production, COOKIE_SECRETS: 'for development only: everybody can read this' },
      /^COOKIE_SECRETS_WEAK {2}COOKIE_SECRETS\[0\]: is the development default\./m,
    ],
    ...Object.fromEntries(
      ['public', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.1,', '::1/129', 'true', '1'].map(
        (value): [string, [NodeJS.ProcessEnv, RegExp]] => [
          `TRUST_PROXY: ${value}`,
          [
            { ...development, TRUST_PROXY: value },
            /^TRUST_PROXY_INVALID {2}TRUST_PROXY ".*": not a list of IP addresses or CIDR ranges\. Use addresses such as 10\.0\.0\.0\/8\.$/m,
          ],
        ],
      ),
    ),
  }
  for (const [name, [variables, ...problems]] of Object.entries(invalid)) {
    it(`${name} -> EnvError with code, variable, reason and fix`, () => {
      const message = messageOf(variables)
      for (const problem of problems) assert.match(message, problem)
      const codes = [...message.matchAll(/^[A-Z_]+(?= {2})/gm)]
      if (name !== 'all at once') assert.equal(codes.length, problems.length, message)
      assert.doesNotMatch(message, /hunter2|a-key-for-tests|it is public/)
    })
  }
})

describe('readEnv, valid', () => {
  it('origins only -> development with the defaults', () => {
    const { policy, ...env } = readEnv(development)
    assert.deepEqual(env, {
      production: false,
      host: 'localhost',
      port: 3000,
      database: '.data/items.db',
      cookieSecrets: [publicKey],
      logLevel: 'info',
      trustProxy: false,
    })
    assert.deepEqual(policy.allowedOrigins, [web])
  })

  it('no variable -> development with the origins of environments.ts', () => {
    const { production, policy } = readEnv({})
    assert.equal(production, false)
    assert.equal(policy.environment, 'development')
    assert.equal(policy.allowedOrigins.length > 0, true)
  })

  it('empty variables -> as unset', () => {
    const names = ['NODE_ENV', 'HOST', 'PORT', 'LOG_LEVEL', 'COOKIE_SECRETS', 'TRUST_PROXY']
    const databases = ['DATABASE_FILE', 'DATABASE_URL']
    const empty = Object.fromEntries([...names, ...databases].map((name) => [name, '']))
    const withoutPolicy = (variables: NodeJS.ProcessEnv) => ({
      ...readEnv(variables),
      policy: undefined,
    })
    assert.deepEqual(withoutPolicy({ ...development, ...empty }), withoutPolicy(development))
  })

  it('production -> the origins, a __Host- cookie and the key', () => {
    const env = readEnv(production)
    assert.equal(env.production, true)
    assert.equal(env.port, 3000)
    assert.deepEqual(env.policy.allowedOrigins, ['https://app.acme.dev'])
    assert.equal(env.policy.sessionCookie.name, '__Host-session')
    assert.deepEqual(env.cookieSecrets, [strongKey])
  })

  it('COOKIE_SECRETS with two keys -> both, in order', () => {
    const env = readEnv({ ...production, COOKIE_SECRETS: `new-${strongKey},${strongKey}` })
    assert.deepEqual(env.cookieSecrets, [`new-${strongKey}`, strongKey])
  })

  it('WEB_ORIGINS with two origins -> both; API_ORIGIN with a port -> that port', () => {
    const origins = `${web},http://localhost:4173`
    const env = readEnv({ WEB_ORIGINS: origins, API_ORIGIN: 'http://localhost:3100' })
    assert.deepEqual(env.policy.allowedOrigins, origins.split(','))
    assert.equal(env.port, 3100)
  })

  it('PORT -> wins over the port of API_ORIGIN', () => {
    assert.equal(readEnv({ ...development, PORT: '0' }).port, 0)
    assert.equal(readEnv({ ...development, PORT: '8080' }).port, 8080)
  })

  it('DATABASE_FILE -> that file', () => {
    const env = readEnv({ ...development, DATABASE_FILE: 'a.db', DATABASE_URL: '' })
    assert.equal(env.database, 'a.db')
  })

  for (const url of [
    'postgres://ada:p%40ss@db.acme.dev/shop?sslmode=verify-full',
    'postgresql://[::1]:6432/shop',
    'postgres:///shop?host=/run/postgresql',
  ]) {
    it(`DATABASE_URL ${redactDatabaseUrl(url)} -> that URL`, () => {
      const env = readEnv({ ...development, DATABASE_URL: url, DATABASE_FILE: '' })
      assert.equal(env.database, url)
    })
  }

  for (const value of ['10.0.0.0/8', '127.0.0.1, ::1', 'loopback', 'fd00::/8']) {
    it(`TRUST_PROXY ${value} -> that list`, () => {
      assert.equal(readEnv({ ...development, TRUST_PROXY: value }).trustProxy, value)
    })
  }
})

describe('loadEnvFile', () => {
  const folder = mkdtempSync(join(tmpdir(), 'env-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, '.env')
  writeFileSync(
    file,
    ['# a comment', 'TEST_ENV_A=from the file', 'TEST_ENV_B="quoted # text"', ''].join('\n'),
  )

  /** Sets variables of this process, loads the file, and returns the variables. */
  function load(variables: Record<string, string>, path = file) {
    Object.assign(process.env, variables)
    try {
      loadEnvFile(path)
      const { TEST_ENV_A, TEST_ENV_B } = process.env
      return [TEST_ENV_A, TEST_ENV_B]
    } finally {
      delete process.env['TEST_ENV_A']
      delete process.env['TEST_ENV_B']
    }
  }

  it('unset variables -> the values of the file', () => {
    assert.deepEqual(load({}), ['from the file', 'quoted # text'])
  })

  it('a variable that is set -> wins over the file', () => {
    assert.deepEqual(load({ TEST_ENV_A: 'set' }), ['set', 'quoted # text'])
  })

  it('an empty variable -> stays empty, which readEnv treats as unset', () => {
    assert.deepEqual(load({ TEST_ENV_A: '' }), ['', 'quoted # text'])
  })

  it('no file -> nothing changes', () => {
    assert.deepEqual(load({ TEST_ENV_A: 'set' }, join(folder, 'missing')), ['set', undefined])
  })
})
