import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleCode } from '@repo/config'
import { codes, define, issuesOf, summary } from './support.ts'

/** An entry, the rules that it breaks, and the origin that the fix names. */
const fixable: [entry: string, codes: RuleCode[], fix: string][] = [
  ['https://app.acme.dev/', ['ORIGIN_TRAILING_SLASH'], 'https://app.acme.dev'],
  ['https://app.acme.dev:8443/', ['ORIGIN_TRAILING_SLASH'], 'https://app.acme.dev:8443'],
  ['https://*.acme.dev/', ['ORIGIN_TRAILING_SLASH'], 'https://*.acme.dev'],
  ['http://localhost:*/', ['ORIGIN_TRAILING_SLASH'], 'http://localhost:*'],
  ['https://app.acme.dev/index.html', ['ORIGIN_PATH'], 'https://app.acme.dev'],
  ['https://app.acme.dev?a=1', ['ORIGIN_QUERY'], 'https://app.acme.dev'],
  ['https://app.acme.dev?', ['ORIGIN_QUERY'], 'https://app.acme.dev'],
  ['https://app.acme.dev#top', ['ORIGIN_FRAGMENT'], 'https://app.acme.dev'],
  [
    'https://app.acme.dev/a?b#c',
    ['ORIGIN_PATH', 'ORIGIN_QUERY', 'ORIGIN_FRAGMENT'],
    'https://app.acme.dev',
  ],
  ['https://ann:pw@app.acme.dev', ['ORIGIN_USERINFO'], 'https://app.acme.dev'],
  ['https://@app.acme.dev', ['ORIGIN_USERINFO'], 'https://app.acme.dev'],
  ['https://App.acme.dev', ['ORIGIN_UPPER_CASE'], 'https://app.acme.dev'],
  ['HTTPS://app.acme.dev', ['ORIGIN_UPPER_CASE'], 'https://app.acme.dev'],
  ['https://*.Acme.dev', ['ORIGIN_UPPER_CASE'], 'https://*.acme.dev'],
  ['https://app.acme.dev:443', ['ORIGIN_DEFAULT_PORT'], 'https://app.acme.dev'],
  ['https://*.acme.dev:443', ['ORIGIN_DEFAULT_PORT'], 'https://*.acme.dev'],
  ['http://localhost:80', ['ORIGIN_DEFAULT_PORT'], 'http://localhost'],
  ['https://app.acme.dev.', ['ORIGIN_TRAILING_DOT'], 'https://app.acme.dev'],
  ['http://localhost.:5173', ['ORIGIN_TRAILING_DOT'], 'http://localhost:5173'],
  ['https://münchen.acme.dev', ['ORIGIN_UNICODE_HOST'], 'https://xn--mnchen-3ya.acme.dev'],
  ['https://app.acme。dev', ['ORIGIN_UNICODE_HOST'], 'https://app.acme.dev'],
  ['http://127.1:5173', ['ORIGIN_IP_NOT_CANONICAL'], 'http://127.0.0.1:5173'],
  ['http://0x7f000001', ['ORIGIN_IP_NOT_CANONICAL'], 'http://127.0.0.1'],
  ['http://2130706433:90', ['ORIGIN_IP_NOT_CANONICAL'], 'http://127.0.0.1:90'],
  ['http://[0:0:0:0:0:0:0:1]:9090', ['ORIGIN_IP_NOT_CANONICAL'], 'http://[::1]:9090'],
  ['https://app.acme.dev:08443', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev:8443'],
  ['https://app.acme.dev:', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  ['https:/app.acme.dev', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  ['https:app.acme.dev', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  ['https://app.acme.dev\\', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  ['https://%61pp.acme.dev', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  ['https://app.acme.dev\0', ['ORIGIN_NOT_CANONICAL'], 'https://app.acme.dev'],
  [' https://app.acme.dev', ['ORIGIN_WHITESPACE'], 'https://app.acme.dev'],
  ['https://app.acme.dev\n', ['ORIGIN_WHITESPACE'], 'https://app.acme.dev'],
  ['app.acme.dev', ['ORIGIN_SCHEME_MISSING'], 'https://app.acme.dev'],
  ['//app.acme.dev', ['ORIGIN_SCHEME_MISSING'], 'https://app.acme.dev'],
  ['*.acme.dev', ['ORIGIN_SCHEME_MISSING'], 'https://*.acme.dev'],
  ['localhost:5173', ['ORIGIN_SCHEME_MISSING'], 'http://localhost:5173'],
  ['app.acme.localhost:5173', ['ORIGIN_SCHEME_MISSING'], 'http://app.acme.localhost:5173'],
  ['[::1]:5173', ['ORIGIN_SCHEME_MISSING'], 'http://[::1]:5173'],
  ['http://app.acme.dev', ['ORIGIN_INSECURE'], 'https://app.acme.dev'],
  ['http://app.acme.dev:443', ['ORIGIN_INSECURE'], 'https://app.acme.dev'],
  ['http://*.acme.dev:8080', ['ORIGIN_INSECURE'], 'https://*.acme.dev:8080'],
  ['http://192.168.1.20:5173', ['ORIGIN_INSECURE'], 'https://192.168.1.20:5173'],
  ['capacitor://localhost/', ['ORIGIN_APP_SYNTAX'], 'capacitor://localhost'],
  ['Capacitor://LocalHost', ['ORIGIN_APP_SYNTAX'], 'capacitor://localhost'],
  ['tauri://localhost/index.html', ['ORIGIN_APP_SYNTAX'], 'tauri://localhost'],
  [' ionic://localhost', ['ORIGIN_APP_SYNTAX'], 'ionic://localhost'],
  ['app://bundle?a=1', ['ORIGIN_APP_SYNTAX'], 'app://bundle'],
]

/** An entry that cannot be fixed by writing it differently. */
const invalid: [entry: unknown, codes: RuleCode[]][] = [
  [undefined, ['ORIGIN_MISSING']],
  [null, ['ORIGIN_MISSING']],
  [/^https:\/\/.*\.acme\.dev$/, ['ORIGIN_NOT_A_STRING']],
  [() => true, ['ORIGIN_NOT_A_STRING']],
  [true, ['ORIGIN_NOT_A_STRING']],
  [['https://app.acme.dev'], ['ORIGIN_NOT_A_STRING']],
  ['', ['ORIGIN_EMPTY']],
  ['  ', ['ORIGIN_EMPTY']],
  ['null', ['ORIGIN_NULL']],
  [' NULL ', ['ORIGIN_NULL']],
  ['*', ['ORIGIN_WILDCARD_WITH_CREDENTIALS']],
  ['https://app.acme.dev,https://b.acme.dev', ['ORIGIN_LIST']],
  ['https://app.acme.dev https://b.acme.dev', ['ORIGIN_LIST']],
  ['file:///home/ann/index.html', ['ORIGIN_SCHEME']],
  ['file://', ['ORIGIN_SCHEME']],
  ['javascript:alert(1)', ['ORIGIN_SCHEME']],
  ['data:text/html,x', ['ORIGIN_SCHEME']],
  ['blob:https://app.acme.dev/1', ['ORIGIN_SCHEME']],
  ['exp://192.168.1.20:8081', ['ORIGIN_SCHEME']],
  ['moz-extension://0d3a5c2e-7f6b-4f0e-9d55-5a3f2c1b0a99', ['ORIGIN_APP_RANDOM']],
  ['vscode-webview://0a1b2c3d', ['ORIGIN_APP_RANDOM']],
  ['safari-web-extension://0a1b2c3d', ['ORIGIN_APP_RANDOM']],
  ['chrome-extension://abcdef', ['ORIGIN_APP_HOST']],
  ['chrome-extension://abcdefghijklmnopabcdefghijklmnoq', ['ORIGIN_APP_HOST']],
  ['tauri://tauri.localhost', ['ORIGIN_APP_HOST']],
  ['capacitor://', ['ORIGIN_APP_HOST']],
  ['capacitor://localhost:8100', ['ORIGIN_APP_HOST']],
  ['capacitor://*', ['PATTERN_INVALID']],
  ['app://*.acme', ['PATTERN_INVALID']],
  ['capacitor://localhost:*', ['PATTERN_INVALID']],
  ['ftp://app.acme.dev', ['ORIGIN_SCHEME']],
  ['wss://app.acme.dev', ['ORIGIN_SCHEME']],
  ['https://', ['ORIGIN_UNPARSABLE']],
  ['https://app.acme.dev:65536', ['ORIGIN_UNPARSABLE']],
  ['https://app.acme.dev:-1', ['ORIGIN_UNPARSABLE']],
  ['https://^foo', ['ORIGIN_UNPARSABLE']],
  ['http://[::1', ['ORIGIN_UNPARSABLE']],
  ['http://[fe80::1%25eth0]', ['ORIGIN_UNPARSABLE']],
  ['https://foo.bar.255', ['ORIGIN_UNPARSABLE']],
  [':::', ['ORIGIN_UNPARSABLE']],
  ['https://app..acme.dev', ['ORIGIN_HOST_INVALID']],
  ['https://.acme.dev', ['ORIGIN_HOST_INVALID']],
  ['https://app$acme.dev', ['ORIGIN_HOST_INVALID']],
  [`https://${'a'.repeat(64)}.dev`, ['ORIGIN_HOST_INVALID']],
  [`https://${'a.'.repeat(127)}a`, ['ORIGIN_HOST_INVALID']],
  [`https://*.${'a.'.repeat(125)}aa`, ['ORIGIN_HOST_INVALID']],
  ['http://localhost:0', ['ORIGIN_PORT_ZERO']],
  ['https://*', ['PATTERN_INVALID']],
  ['https://*:8443', ['PATTERN_INVALID']],
  ['*://app.acme.dev', ['PATTERN_INVALID']],
  ['https://*acme.dev', ['PATTERN_INVALID']],
  ['https://**.acme.dev', ['PATTERN_INVALID']],
  ['https://*.*.acme.dev', ['PATTERN_INVALID']],
  ['https://app.*.acme.dev', ['PATTERN_INVALID']],
  ['https://app-*.acme.dev', ['PATTERN_INVALID']],
  ['https://app.acme.*', ['PATTERN_INVALID']],
  ['https://app.acme.dev:8*', ['PATTERN_INVALID']],
  ['http://localhost:5173:*', ['PATTERN_INVALID']],
  ['http://*.127.0.0.1:5173', ['PATTERN_INVALID']],
  ['http://*.[::1]:5173', ['PATTERN_INVALID']],
  ['https://*.com', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.co.uk', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.github.io', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.vercel.app', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.kawasaki.jp', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.xn--p1ai', ['PATTERN_PUBLIC_SUFFIX']],
  ['https://*.com.', ['ORIGIN_TRAILING_DOT', 'PATTERN_PUBLIC_SUFFIX']],
  ['https://app.acme.dev:*', ['PATTERN_PORT']],
  ['https://*.acme.dev:*', ['PATTERN_PORT']],
]

describe('an entry that browsers serialize differently, or that is insecure', () => {
  for (const [entry, expected, fix] of fixable) {
    it(`${JSON.stringify(entry)} → ${expected.join(', ')}, and the fix names ${fix}`, () => {
      const issues = issuesOf({ allowedOrigins: [entry] })
      assert.deepEqual(
        summary(issues),
        expected.map((code) => `${code} staging.allowedOrigins[0]`),
      )
      for (const issue of issues) {
        assert.equal(issue.value, entry)
        assert.ok(issue.fix.includes(`Use ${JSON.stringify(fix)}`), issue.fix)
      }
    })

    it(`${JSON.stringify(fix)}, which the fix of ${JSON.stringify(entry)} names → valid`, () => {
      assert.deepEqual(define({ allowedOrigins: [fix] }).allowedOrigins, [fix])
    })
  }
})

describe('an entry that allows no origin, or too many', () => {
  for (const [entry, expected] of invalid) {
    const title = typeof entry === 'string' ? JSON.stringify(entry) : String(entry)
    it(`${title.slice(0, 60)} → ${expected.join(', ')}`, () => {
      const issues = issuesOf({ allowedOrigins: [entry] })
      assert.deepEqual(
        summary(issues),
        expected.map((code) => `${code} staging.allowedOrigins[0]`),
      )
      assert.equal(issues[0]?.value, entry)
    })
  }

  it('an empty list → ORIGINS_EMPTY', () => {
    assert.deepEqual(codes({ allowedOrigins: [] }), ['ORIGINS_EMPTY'])
  })

  it('a string, a Set or undefined instead of the list → LIST_NOT_AN_ARRAY', () => {
    for (const allowedOrigins of [
      'https://app.acme.dev',
      new Set(),
      undefined,
      null,
      {},
      () => [],
    ]) {
      assert.deepEqual(codes({ allowedOrigins }), ['LIST_NOT_AN_ARRAY'])
    }
  })

  it('a hole in the list → ORIGIN_MISSING at its index', () => {
    const allowedOrigins = Object.assign(new Array<string>(3), {
      0: 'https://app.acme.dev',
      2: 'https://b.acme.dev',
    })
    assert.deepEqual(summary(issuesOf({ allowedOrigins })), [
      'ORIGIN_MISSING staging.allowedOrigins[1]',
    ])
  })
})

describe('the wildcard', () => {
  it('"*" without credentials → valid, and allows every origin, "null" too', () => {
    const { allows } = define({ allowedOrigins: ['*'], credentials: false })
    assert.equal(allows('https://evil.net'), true)
    assert.equal(allows('null'), true)
    assert.equal(allows(undefined), false)
  })

  it('"*" next to other origins → ORIGIN_WILDCARD_NOT_ALONE', () => {
    const allowedOrigins = ['https://app.acme.dev', '*']
    assert.deepEqual(summary(issuesOf({ allowedOrigins, credentials: false })), [
      'ORIGIN_WILDCARD_NOT_ALONE staging.allowedOrigins[1]',
    ])
  })

  it('"*" among listed origins, with credentials → ORIGIN_WILDCARD_WITH_CREDENTIALS at its index', () => {
    assert.deepEqual(summary(issuesOf({ allowedOrigins: ['https://app.acme.dev', '*'] })), [
      'ORIGIN_WILDCARD_WITH_CREDENTIALS staging.allowedOrigins[1]',
    ])
  })
})

describe('the API origin', () => {
  it('a missing, non-canonical or insecure one → the code of its rule, with its own source', () => {
    const table: [unknown, RuleCode][] = [
      [undefined, 'ORIGIN_MISSING'],
      ['https://api.acme.dev/', 'ORIGIN_TRAILING_SLASH'],
      ['https://api.acme.dev/v1', 'ORIGIN_PATH'],
      ['http://api.acme.dev', 'ORIGIN_INSECURE'],
    ]
    for (const [apiOrigin, code] of table) {
      assert.deepEqual(summary(issuesOf({ apiOrigin })), [`${code} staging.apiOrigin`])
    }
  })

  it('the origin of an app → API_ORIGIN_APP', () => {
    for (const apiOrigin of ['capacitor://localhost', ' TAURI://localhost', 'app://-']) {
      assert.deepEqual(codes({ apiOrigin }), ['API_ORIGIN_APP'])
    }
  })

  it('a pattern or "*" → API_ORIGIN_PATTERN', () => {
    for (const apiOrigin of ['https://*.acme.dev', 'http://localhost:*', '*']) {
      assert.deepEqual(codes({ apiOrigin }), ['API_ORIGIN_PATTERN'])
    }
  })
})

describe('placeholders in production', () => {
  const placeholders = [
    'https://app.example.com',
    'https://example.org',
    'https://*.preview.example.net',
    'https://app.test',
    'https://app.invalid',
    'https://app.acme.example',
    'https://app.your-domain.com',
  ]
  for (const entry of placeholders) {
    it(`${entry} → ORIGIN_PLACEHOLDER in production, valid elsewhere`, () => {
      assert.deepEqual(codes({ allowedOrigins: [entry] }, 'production'), ['ORIGIN_PLACEHOLDER'])
      assert.doesNotThrow(() => define({ allowedOrigins: [entry] }, 'staging'))
    })
  }

  it('a host that contains a placeholder, but does not end with it → valid in production', () => {
    const allowedOrigins = ['https://example.com.acme.dev', 'https://counterexample.com']
    assert.doesNotThrow(() => define({ allowedOrigins }, 'production'))
  })
})

describe('plain http outside loopback', () => {
  const allowedOrigins = ['http://app.acme.dev']

  it('with credentials → ORIGIN_INSECURE', () => {
    assert.deepEqual(codes({ allowedOrigins }), ['ORIGIN_INSECURE'])
  })

  it('without credentials → valid', () => {
    assert.equal(define({ allowedOrigins, credentials: false }).allows('http://app.acme.dev'), true)
  })

  it('with dangerouslyAllowInsecureOrigins → valid', () => {
    const change = { allowedOrigins, dangerouslyAllowInsecureOrigins: true }
    assert.equal(define(change).allows('http://app.acme.dev'), true)
  })

  it('a host that looks like loopback and is not → ORIGIN_INSECURE', () => {
    for (const entry of [
      'http://localhost.acme.dev:5173',
      'http://notlocalhost:5173',
      'http://127.0.0.1.acme.dev',
      'http://0.0.0.0:5173',
      'http://[::2]:5173',
    ]) {
      assert.deepEqual(codes({ allowedOrigins: [entry] }), ['ORIGIN_INSECURE'], entry)
    }
  })
})

describe('plain http on loopback in production', () => {
  const entries = [
    'http://localhost:5173',
    'http://localhost',
    'http://app.localhost:5173',
    'http://127.0.0.1:5173',
    'http://[::1]:5173',
    'http://localhost:*',
    'http://*.acme.localhost:5173',
    'http://*.localhost:*',
  ]
  const code = 'ORIGIN_LOOPBACK_IN_PRODUCTION'
  for (const entry of entries) {
    it(`${entry} with credentials → ${code}; outside production → valid`, () => {
      const allowedOrigins = ['https://app.acme.dev', entry]
      assert.deepEqual(summary(issuesOf({ allowedOrigins }, 'production')), [
        `${code} production.allowedOrigins[1]`,
      ])
      assert.doesNotThrow(() => define({ allowedOrigins }, 'staging'))
    })

    it(`${entry} without credentials → valid`, () => {
      const change = { allowedOrigins: [entry], credentials: false }
      assert.doesNotThrow(() => define(change, 'production'))
    })

    it(`${entry} with an API over http on loopback → valid: a trial on one machine`, () => {
      const change = { allowedOrigins: [entry], apiOrigin: 'http://localhost:3000' }
      assert.doesNotThrow(() => define(change, 'production'))
    })
  }

  it(`an API over https on loopback, or over http elsewhere → ${code}`, () => {
    const allowedOrigins = ['http://localhost:5173']
    assert.deepEqual(codes({ allowedOrigins, apiOrigin: 'https://localhost:3000' }, 'production'), [
      code,
    ])
    const overHttp = { apiOrigin: 'http://api.acme.lan', dangerouslyAllowInsecureOrigins: true }
    assert.deepEqual(codes({ allowedOrigins, ...overHttp }, 'production'), [code])
  })

  it(`dangerouslyAllowInsecureOrigins → still ${code}`, () => {
    const change = {
      allowedOrigins: ['http://localhost:5173', 'http://app.acme.dev'],
      dangerouslyAllowInsecureOrigins: true,
    }
    assert.deepEqual(summary(issuesOf(change, 'production')), [
      `${code} production.allowedOrigins[0]`,
    ])
  })

  it('https on loopback → valid: another program has no certificate for it', () => {
    const allowedOrigins = ['https://localhost:5173', 'https://*.acme.localhost']
    assert.doesNotThrow(() => define({ allowedOrigins }, 'production'))
  })
})

describe('the http origins of apps on Android and Windows, in production', () => {
  const table = [
    ['http://localhost', 'https://localhost', 'androidScheme: "https"'],
    ['http://tauri.localhost', 'https://tauri.localhost', 'useHttpsScheme'],
  ] as const
  for (const [overHttp, overHttps, setting] of table) {
    it(`${overHttp} → the fix names ${setting}, and ${overHttps} is valid`, () => {
      const [issue] = issuesOf({ allowedOrigins: [overHttp] }, 'production')
      assert.equal(issue?.code, 'ORIGIN_LOOPBACK_IN_PRODUCTION')
      assert.ok(issue.fix.includes(setting) && issue.fix.includes(overHttps), issue.fix)
      assert.doesNotThrow(() => define({ allowedOrigins: [overHttps] }, 'production'))
    })
  }
})

it('an entry with ü → the same error after URL.canParse has been compiled', () => {
  const entry = 'https://münchen.acme.dev'
  for (let n = 0; n < 20_000; n += 1) URL.canParse(entry)
  assert.deepEqual(codes({ allowedOrigins: [entry] }), ['ORIGIN_UNICODE_HOST'])
})
