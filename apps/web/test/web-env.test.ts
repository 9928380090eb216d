import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readWebEnv, WebEnvError } from '../server/web-env.ts'

const builtIn = 'https://api.acme.dev'
const web = { WEB_ORIGINS: 'https://app.acme.dev' }

function refusalOf(apiOrigin: string, variables: NodeJS.ProcessEnv): string {
  try {
    readWebEnv(apiOrigin, variables)
  } catch (error) {
    assert.ok(error instanceof WebEnvError, String(error))
    return error.message
  }
  throw new assert.AssertionError({ message: 'the environment was not refused' })
}

describe('a web server is refused', () => {
  const wrong: Record<string, [builtIn: string, NodeJS.ProcessEnv, ...codes: RegExp[]]> = {
    'with the placeholders of the repository': [
      'https://api.example.com',
      {},
      /^ORIGIN_PLACEHOLDER {2}VITE_API_ORIGIN at build "https:\/\/api\.example\.com": /m,
      /^ORIGIN_PLACEHOLDER {2}production\.allowedOrigins\[0\] "https:\/\/app\.example\.com": /m,
    ],
    'with a built-in origin of plain http': [
      'http://api.acme.dev',
      web,
      /^ORIGIN_INSECURE {2}VITE_API_ORIGIN at build "http:\/\/api\.acme\.dev": /m,
    ],
    'with a page of plain http': [
      builtIn,
      { WEB_ORIGINS: 'http://app.acme.dev' },
      /^ORIGIN_INSECURE {2}WEB_ORIGINS\[0\] "http:\/\/app\.acme\.dev": /m,
    ],
    'when the page calls another API than it is told': [
      builtIn,
      { ...web, API_ORIGIN: 'https://api2.acme.dev' },
      /^API_ORIGIN_NOT_BUILT_IN {2}API_ORIGIN "https:\/\/api2\.acme\.dev": the built page calls "https:\/\/api\.acme\.dev".* VITE_API_ORIGIN=https:\/\/api2\.acme\.dev npm run build$/m,
    ],
    'when only patterns say where it is': [
      builtIn,
      { WEB_ORIGINS: 'https://*.acme.dev' },
      /^WEB_ORIGIN_MISSING {2}WEB_ORIGINS "https:\/\/\*\.acme\.dev": /m,
    ],
    'with a port that is none': [
      builtIn,
      { ...web, PORT: 'http' },
      /^PORT_INVALID {2}PORT "http": /m,
    ],
    'with all problems at once': [
      builtIn,
      { WEB_ORIGINS: 'https://app.acme.dev/', API_ORIGIN: 'https://api2.acme.dev', PORT: '-1' },
      /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[0\]/m,
      /^API_ORIGIN_NOT_BUILT_IN/m,
      /^PORT_INVALID/m,
    ],
  }
  for (const [name, [apiOrigin, variables, ...codes]] of Object.entries(wrong)) {
    it(`${name}, by name and place`, () => {
      const refusal = refusalOf(apiOrigin, variables)
      for (const code of codes) assert.match(refusal, code)
    })
  }
})

describe('a web server starts', () => {
  it('with its origin, and the API that is built in', () => {
    assert.deepEqual(readWebEnv(builtIn, web), {
      webOrigin: 'https://app.acme.dev',
      apiOrigin: builtIn,
      host: 'localhost',
      port: 8080,
    })
  })

  it('when API_ORIGIN is the one that is built in, and beside a pattern', () => {
    const variables = {
      WEB_ORIGINS: 'https://*.preview.acme.dev,https://app.acme.dev',
      API_ORIGIN: builtIn,
      PORT: '80',
    }
    const { webOrigin, port } = readWebEnv(builtIn, variables)
    assert.deepEqual([webOrigin, port], ['https://app.acme.dev', 80])
  })

  it('over http on loopback, to be looked at', () => {
    const variables = { WEB_ORIGINS: 'http://localhost:8080' }
    assert.equal(readWebEnv('http://localhost:3000', variables).webOrigin, 'http://localhost:8080')
  })
})
