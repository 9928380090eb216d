import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readWebEnv, WebEnvError } from '../server/web-env.ts'

const builtIn = 'https://api.acme.dev'
const web = { WEB_ORIGINS: 'https://app.acme.dev' }

function errorOf(apiOrigin: string, variables: NodeJS.ProcessEnv): string {
  try {
    readWebEnv(apiOrigin, variables)
  } catch (error) {
    assert.ok(error instanceof WebEnvError, String(error))
    return error.message
  }
  throw new assert.AssertionError({ message: 'the environment is valid' })
}

describe('an invalid environment of the web server', () => {
  const invalid: Record<string, [builtIn: string, NodeJS.ProcessEnv, ...messages: RegExp[]]> = {
    'placeholder domains → ORIGIN_PLACEHOLDER, each with its source': [
      'https://api.example.org',
      { WEB_ORIGINS: 'https://app.example.com' },
      /^ORIGIN_PLACEHOLDER {2}VITE_API_ORIGIN at build "https:\/\/api\.example\.org": .* in VITE_API_ORIGIN at build\.$/m,
      /^ORIGIN_PLACEHOLDER {2}WEB_ORIGINS\[0\] "https:\/\/app\.example\.com": .* in WEB_ORIGINS\.$/m,
    ],
    'a built-in API origin of plain http → ORIGIN_INSECURE': [
      'http://api.acme.dev',
      web,
      /^ORIGIN_INSECURE {2}VITE_API_ORIGIN at build "http:\/\/api\.acme\.dev": /m,
    ],
    'a web origin of plain http → ORIGIN_INSECURE': [
      builtIn,
      { WEB_ORIGINS: 'http://app.acme.dev' },
      /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev": /m,
    ],
    'a loopback web origin with an API on the network → ORIGIN_LOOPBACK_IN_PRODUCTION': [
      builtIn,
      { WEB_ORIGINS: 'http://localhost:8080' },
      /^ORIGIN_LOOPBACK_IN_PRODUCTION {2}WEB_ORIGINS\[0\] "http:\/\/localhost:8080": /m,
    ],
    'an API_ORIGIN that is not the built-in one → API_ORIGIN_MISMATCH': [
      builtIn,
      { ...web, API_ORIGIN: 'https://api2.acme.dev' },
      /^API_ORIGIN_MISMATCH {2}API_ORIGIN "https:\/\/api2\.acme\.dev": the built page calls "https:\/\/api\.acme\.dev".* VITE_API_ORIGIN=https:\/\/api2\.acme\.dev npm run build$/m,
    ],
    'only patterns in WEB_ORIGINS → WEB_ORIGIN_MISSING': [
      builtIn,
      { WEB_ORIGINS: 'https://*.acme.dev' },
      /^WEB_ORIGIN_MISSING {2}WEB_ORIGINS "https:\/\/\*\.acme\.dev": contains only patterns and origins of apps; /m,
    ],
    'patterns and origins of apps only → WEB_ORIGIN_MISSING': [
      builtIn,
      { WEB_ORIGINS: 'https://*.acme.dev,tauri://localhost' },
      /^WEB_ORIGIN_MISSING {2}WEB_ORIGINS "https:\/\/\*\.acme\.dev,tauri:\/\/localhost": contains only patterns and origins of apps; /m,
    ],
    'a port that is not a number → PORT_INVALID': [
      builtIn,
      { ...web, PORT: 'http' },
      /^PORT_INVALID {2}PORT "http": /m,
    ],
    'a port in exponent notation → PORT_INVALID': [
      builtIn,
      { ...web, PORT: '3e3' },
      /^PORT_INVALID {2}PORT "3e3": /m,
    ],
    'several invalid variables → all of them in one error': [
      builtIn,
      { WEB_ORIGINS: 'https://app.acme.dev/', API_ORIGIN: 'https://api2.acme.dev', PORT: '-1' },
      /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/m,
      /^API_ORIGIN_MISMATCH/m,
      /^PORT_INVALID/m,
    ],
  }
  for (const [title, [apiOrigin, variables, ...messages]] of Object.entries(invalid)) {
    it(title, () => {
      const text = errorOf(apiOrigin, variables)
      for (const message of messages) assert.match(text, message)
      assert.doesNotMatch(text, /environments\.ts/, 'no value is from that file')
    })
  }
})

describe('a valid environment of the web server', () => {
  it('an exact web origin → that origin, the built-in API origin and the default address', () => {
    assert.deepEqual(readWebEnv(builtIn, web), {
      webOrigin: 'https://app.acme.dev',
      apiOrigin: builtIn,
      host: 'localhost',
      port: 8080,
    })
  })

  it('a pattern before an exact origin → the exact origin; API_ORIGIN may repeat the built-in one', () => {
    const variables = {
      WEB_ORIGINS: 'https://*.preview.acme.dev,https://app.acme.dev',
      API_ORIGIN: builtIn,
      PORT: '80',
    }
    const { webOrigin, port } = readWebEnv(builtIn, variables)
    assert.deepEqual([webOrigin, port], ['https://app.acme.dev', 80])
  })

  it('the origin of an app before a web origin → the web origin: no server serves an app', () => {
    const variables = { WEB_ORIGINS: 'capacitor://localhost,https://app.acme.dev' }
    assert.equal(readWebEnv(builtIn, variables).webOrigin, 'https://app.acme.dev')
  })

  it('empty variables → the same as unset ones', () => {
    const variables = { ...web, API_ORIGIN: '', HOST: '', PORT: '' }
    assert.deepEqual(readWebEnv(builtIn, variables), readWebEnv(builtIn, web))
  })

  it('web and API over http on loopback → valid: a trial of the production build', () => {
    const variables = { WEB_ORIGINS: 'http://localhost:8080' }
    assert.equal(readWebEnv('http://localhost:3000', variables).webOrigin, 'http://localhost:8080')
  })
})
