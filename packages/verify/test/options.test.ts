import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VerifyOptions } from '../src/options.ts'
import { OptionsError, type OptionProblem } from '../src/plan.ts'
import { resolvePlan } from '../src/resolve-plan.ts'

const target = 'https://api.example.com/api/items'
const app = 'https://app.example.com'

function plan(options: Partial<VerifyOptions> = {}, url = target) {
  return resolvePlan(url, { origins: [app], ...options })
}

function problemsOf(options: object, url = target): readonly OptionProblem[] {
  try {
    resolvePlan(url, { origins: [app], ...options })
  } catch (error) {
    assert.ok(error instanceof OptionsError, String(error))
    return error.problems
  }
  return []
}

/** Asserts that these options have one problem, and returns it. */
function problemOf(options: object, url = target): OptionProblem {
  const problems = problemsOf(options, url)
  assert.equal(problems.length, 1, JSON.stringify(problems))
  return problems[0]!
}

describe('a plan', () => {
  it('needs no more than a target and an origin', () => {
    const { onProgress, resolve, ...rest } = plan()
    assert.equal(typeof onProgress, 'function')
    assert.equal(resolve.size, 0)
    assert.deepEqual(rest, {
      url: new URL(target),
      origins: [app],
      patterns: [],
      credentials: false,
      cookies: [],
      headerValues: new Map(),
      needs: [{ method: 'GET', url: target, headers: [], named: true }],
      exposedHeaders: [],
      streams: [],
      webSockets: [],
      csrf: [],
      allowWrites: false,
      browser: 'any',
      timeoutMs: 10_000,
      runTimeoutMs: 60_000,
      ignoreCertificates: false,
    })
  })

  it('reads the target first, then writes it, then makes the further requests', () => {
    const { needs } = plan({
      methods: ['PATCH', 'GET', 'POST'],
      requestHeaders: ['Content-Type', 'Authorization'],
      requests: ['GET /api/boom', 'put /api/items/1'],
    })
    const all = ['content-type', 'authorization']
    assert.deepEqual(needs, [
      { method: 'GET', url: target, headers: ['authorization'], named: true },
      { method: 'PATCH', url: target, headers: all, named: true },
      { method: 'POST', url: target, headers: all, named: true },
      {
        method: 'GET',
        url: 'https://api.example.com/api/boom',
        headers: ['authorization'],
        named: true,
      },
      { method: 'PUT', url: 'https://api.example.com/api/items/1', headers: all, named: true },
    ])
  })

  it('does not count GET as named when the user named other methods alone', () => {
    const [get, post] = plan({ methods: ['POST'] }).needs
    assert.deepEqual([get?.method, get?.named], ['GET', false])
    assert.deepEqual([post?.method, post?.named], ['POST', true])
    assert.equal(plan({ methods: ['POST'], requests: [`GET ${target}`] }).needs[0]?.named, true)
  })

  it('sends cookies only with credentials, so that cookies imply them', () => {
    const { credentials, cookies } = plan({ cookies: { session: 'a=b', theme: '' } })
    assert.equal(credentials, true)
    assert.deepEqual(cookies, [
      ['session', 'a=b'],
      ['theme', ''],
    ])
    assert.equal(plan({ credentials: true }).credentials, true)
    assert.equal(plan({ cookies: {} }).credentials, false)
  })

  it('removes duplicates', () => {
    const { origins, needs, exposedHeaders, streams, csrf } = plan({
      origins: [app, 'https://admin.example.com', app],
      methods: ['GET', 'get'],
      requests: [`GET ${target}`, 'GET items'],
      exposedHeaders: ['X-Total-Count', 'x-total-count'],
      streams: ['/events', 'https://api.example.com/events'],
      csrf: ['POST /pay a=1', 'post /pay a=1', 'POST /pay a=2'],
    })
    assert.deepEqual(origins, [app, 'https://admin.example.com'])
    assert.equal(needs.length, 1)
    assert.deepEqual(exposedHeaders, ['x-total-count'])
    assert.equal(streams.length, 1)
    assert.deepEqual(
      csrf.map(({ body }) => body),
      ['a=1', 'a=2'],
    )
  })

  it('resolves paths against the target', () => {
    const { streams, webSockets, csrf } = plan({
      streams: ['/events', 'events', 'https://push.example.com/e'],
      webSockets: [
        '/socket',
        'https://api.example.com/b',
        'http://api.example.com/c',
        'wss://ws.example.com/d',
      ],
      csrf: ['POST transfer to=eve&amount=1, please'],
    })
    assert.deepEqual(streams.map(String), [
      'https://api.example.com/events',
      'https://api.example.com/api/events',
      'https://push.example.com/e',
    ])
    assert.deepEqual(webSockets.map(String), [
      'wss://api.example.com/socket',
      'wss://api.example.com/b',
      'ws://api.example.com/c',
      'wss://ws.example.com/d',
    ])
    assert.deepEqual(csrf, [
      {
        method: 'POST',
        url: 'https://api.example.com/api/transfer',
        body: 'to=eve&amount=1, please',
      },
    ])
    assert.deepEqual(plan({ webSockets: ['s'] }, 'http://localhost:3000/').webSockets.map(String), [
      'ws://localhost:3000/s',
    ])
  })

  it('leaves a path that is not valid UTF-8 unchanged', () => {
    assert.equal(
      plan({ requests: ['GET /api/%ff'] }).needs[1]?.url,
      'https://api.example.com/api/%ff',
    )
  })

  it('reads the address of a host, IPv6 too', () => {
    const { resolve } = plan({
      resolve: { 'API.example.com:443': '127.0.0.1:3000', '[::1]:80': '[::1]:8080' },
    })
    assert.deepEqual(
      [...resolve],
      [
        ['api.example.com:443', { address: '127.0.0.1', port: 3000 }],
        ['[::1]:80', { address: '::1', port: 8080 }],
      ],
    )
  })
})

describe('an origin is taken as a browser sends it', () => {
  for (const origin of [
    'https://app.example.com',
    'https://app.example.com:8443',
    'http://localhost:5173',
    'http://127.0.0.1:5173',
    'http://[::1]:5173',
    'https://xn--bcher-kva.example',
  ]) {
    it(`${origin} is taken as it is`, () => {
      assert.deepEqual(plan({ origins: [origin] }).origins, [origin])
    })
  }

  for (const [origin, reason, fix] of [
    ['https://app.example.com/', 'ends in a slash', 'Write https://app.example.com.'],
    ['https://app.example.com/login', 'has a path', 'Write https://app.example.com.'],
    ['https://app.example.com?a', 'has a query', 'Write https://app.example.com.'],
    ['https://App.Example.com', 'upper-case', 'Write https://app.example.com.'],
    ['HTTPS://app.example.com', 'upper-case', 'Write https://app.example.com.'],
    [
      'https://app.example.com:443',
      'has the port that https has',
      'Write https://app.example.com.',
    ],
    ['http://app.example.com:80', 'has the port that http has', 'Write http://app.example.com.'],
    ['https://eve@app.example.com', 'has a user', 'Write https://app.example.com.'],
    ['app.example.com', 'lacks the scheme', 'Write https://app.example.com.'],
    ['app.example.com:8443', 'lacks the scheme', 'Write https://app.example.com:8443.'],
    ['localhost:5173', 'lacks the scheme', 'Write http://localhost:5173.'],
    ['127.0.0.1:5173', 'lacks the scheme', 'Write http://127.0.0.1:5173.'],
    ['https://bücher.example', 'not serialized', 'Write https://xn--bcher-kva.example.'],
    [' https://app.example.com', 'not serialized', 'Write https://app.example.com.'],
    ['*', 'every origin', 'such as https://app.example.com.'],
    [
      'https://app*.example.com',
      'neither the first label',
      'such as https://*.preview.example.com',
    ],
    ['https://*.*.example.com', 'neither the first label', 'such as https://*.preview.example.com'],
    ['https://*.co.uk', 'anyone can register', 'below your own domain'],
    ['https://*.github.io', 'anyone can register', 'below your own domain'],
    ['https://*.example.com/', 'ends in a slash', 'Write https://*.example.com.'],
    ['https://*.Example.com', 'upper-case letters', 'Write https://*.example.com.'],
    ['', 'is empty', 'such as https://app.example.com.'],
    ['https://a.example https://b.example', 'more than one', 'flag of its own'],
    ['exp://192.168.1.20:8081', 'deep link of Expo Go', 'http://localhost:8081'],
    ['ftp://app.example.com', 'nor that of a known app', 'capacitor://localhost'],
    ['capacitor://', 'nor that of a known app', 'capacitor://localhost'],
    ['capacitor://localhost/', 'as webviews send it', 'Write capacitor://localhost.'],
    ['Tauri://LocalHost', 'as webviews send it', 'Write tauri://localhost.'],
    ['https://', 'is not an origin', 'such as'],
    ['https://api.example.com', 'origin of the target itself', 'from elsewhere'],
  ] as const) {
    it(`"${origin}" is rejected: it ${reason}`, () => {
      const problem = problemOf({ origins: [origin] })
      assert.equal(problem.source, '--origin[0]')
      assert.equal(problem.value, origin.replace('eve', '***'))
      assert.ok(problem.reason.includes(reason), problem.reason)
      assert.ok(problem.fix.includes(fix), problem.fix)
    })
  }

  it('no origin at all is rejected', () => {
    assert.equal(problemOf({ origins: [] }).source, '--origin')
    assert.equal(problemOf({ origins: undefined }).source, '--origin')
  })
})

describe('a target is a URL that fetch can reach', () => {
  for (const [url, reason, fix] of [
    ['', 'is missing', 'https://api.example.com/items'],
    ['api.example.com/items', 'lacks the scheme', 'Write https://api.example.com/items.'],
    ['localhost:3000/items', 'lacks the scheme', 'Write http://localhost:3000/items.'],
    ['/items', 'is not a URL', 'https://api.example.com/items'],
    ['ftp://api.example.com/', 'has the scheme ftp', 'http, https'],
    ['https://user:secret@api.example.com/', 'a user or a password', '--cookie'],
    [
      'https://api.example.com/items#top',
      'has the fragment #top',
      'Write https://api.example.com/items.',
    ],
    ['https://', 'is not a URL', 'https://api.example.com/items'],
  ] as const) {
    it(`"${url}" is rejected: it ${reason}`, () => {
      const problem = problemOf({}, url)
      assert.equal(problem.source, '<url>')
      assert.ok(problem.reason.includes(reason), problem.reason)
      assert.ok(problem.fix.includes(fix), problem.fix)
      assert.ok(!problem.value.includes('secret'))
    })
  }
})

describe('a request that no page can make is rejected', () => {
  for (const [options, source, reason, fix] of [
    [{ methods: ['patch'] }, '--method[0]', 'case-sensitive', 'Write PATCH'],
    [{ methods: ['GET', 'TRACE'] }, '--method[1]', 'no browser lets a page send', 'Leave it out'],
    [{ methods: ['connect'] }, '--method[0]', 'no browser lets a page send', 'Leave it out'],
    [{ methods: ['GET POST'] }, '--method[0]', 'a character that no method has', 'PATCH'],
    [{ methods: ['*'] }, '--method[0]', 'not one method', 'GET,PATCH'],
    [{ requestHeaders: ['Cookie'] }, '--header[0]', 'no page can set', '--cookie'],
    [{ requestHeaders: ['Origin'] }, '--header[0]', 'no page can set', '--origin'],
    [{ requestHeaders: ['Host'] }, '--header[0]', 'no page can set', 'Leave it out'],
    [{ requestHeaders: ['Sec-Fetch-Site'] }, '--header[0]', 'no page can set', 'Leave it out'],
    [{ requestHeaders: ['Proxy-Authorization'] }, '--header[0]', 'no page can set', 'Leave it out'],
    [{ requestHeaders: ['X-A:'] }, '--header[0]', 'an empty value', 'Write it as "X-A: value"'],
    [{ requestHeaders: ['X-A: ä'] }, '--header[0]', 'no header can have', 'visible ASCII'],
    [{ requestHeaders: ['X A: 1'] }, '--header[0]', 'not the name', 'such as content-type'],
    [{ requestHeaders: ['X A'] }, '--header[0]', 'not the name', 'such as content-type'],
    [{ requestHeaders: [''] }, '--header[0]', 'is empty', 'such as content-type'],
    [{ requestHeaders: ['*'] }, '--header[0]', 'not one header', 'content-type'],
    [{ exposedHeaders: ['Set-Cookie'] }, '--expose[0]', 'no page can read', 'Leave it out'],
    [{ exposedHeaders: ['X Total'] }, '--expose[0]', 'not the name', 'X-Total-Count'],
    [{ requests: ['/api/boom'] }, '--request[0]', 'not a method and a path', '"GET /api/boom"'],
    [{ requests: ['GET'] }, '--request[0]', 'not a method and a path', '"GET /api/items"'],
    [{ requests: [''] }, '--request[0]', 'is empty', '"GET /api/items"'],
    [{ streams: [''] }, '--stream[0]', 'is empty', '/api/items'],
    [{ csrf: [''] }, '--csrf[0]', 'is empty', '"POST /api/items"'],
    [{ requests: ['patch /a'] }, '--request[0]', 'case-sensitive', 'PATCH'],
    [
      { requests: ['GET https://other.example.com/'] },
      '--request[0]',
      'another origin',
      'run of its own',
    ],
    [{ csrf: ['/pay'] }, '--csrf[0]', 'not a method and a path', '"POST /pay"'],
    [{ csrf: ['DELETE /items/1'] }, '--csrf[0]', 'is not a simple request', 'POST or GET'],
    [{ csrf: ['GET /pay a=1'] }, '--csrf[0]', 'GET with a body', 'Leave out the body'],
    [{ streams: ['ws://api.example.com/'] }, '--stream[0]', 'scheme ws', 'http, https'],
    [{ webSockets: ['ftp://api.example.com/'] }, '--websocket[0]', 'scheme ftp', 'wss'],
    [{ webSockets: ['/a#b'] }, '--websocket[0]', 'fragment', 'Write https://api.example.com/a.'],
    [{ webSockets: ['localhost:3000/a'] }, '--websocket[0]', 'lacks the scheme', 'wss://localhost'],
    [{ cookies: { 'a b': 'c' } }, '--cookie', 'a name with a character', 'name=value'],
    [{ cookies: { a: 'b; Path=/' } }, '--cookie', 'a value with a character', 'semicolon'],
    [{ timeoutSeconds: 0 }, '--timeout', 'not a time in seconds', 'above 0'],
    [{ timeoutSeconds: Number.NaN }, '--timeout', 'not a time in seconds', 'above 0'],
    [{ runTimeoutSeconds: -1 }, '--run-timeout', 'not a time in seconds', 'above 0'],
    [{ runTimeoutSeconds: 3e9 }, '--run-timeout', 'not a time in seconds', '86400'],
    [
      { resolve: { 'api.example.com': '127.0.0.1:1' } },
      '--resolve',
      'begin with',
      '127.0.0.1:3000',
    ],
    [{ resolve: { 'api.example.com:443': '127.0.0.1' } }, '--resolve', 'end in', '127.0.0.1:3000'],
    [{ resolve: { 'a:443': 'b:65536' } }, '--resolve', 'end in', '127.0.0.1:3000'],
    [{ browser: 'chrome' }, '--browser', 'not a supported browser', 'Did you mean chromium?'],
    [{ browser: 'safari' }, '--browser', 'not a supported browser', 'chromium, firefox, none'],
  ] as const) {
    it(`${JSON.stringify(options)} is rejected: ${reason}`, () => {
      const problem = problemOf(options)
      assert.equal(problem.source, source)
      assert.ok(problem.reason.includes(reason), problem.reason)
      assert.ok(problem.fix.includes(fix), problem.fix)
    })
  }

  it('similar values that a page can send are accepted', () => {
    assert.deepEqual(
      problemsOf({
        methods: ['get', 'PATCH', 'PURGE'],
        requestHeaders: ['X-HTTP-Method-Override', 'Authorization', 'Security'],
        exposedHeaders: ['X-Total-Count', 'Content-Type', 'Location'],
        requests: ['DELETE /api/items/1', 'GET https://api.example.com/'],
        csrf: ['post /pay {"a": 1}', 'GET /pay?a=1'],
        timeoutSeconds: 0.5,
        cookies: { '__Host-session': 'a"b,c d' },
        browser: 'none',
      }),
      [],
    )
  })
})

describe('values that only TypeScript would have rejected', () => {
  it('a string where a list belongs is rejected, with the list as the fix', () => {
    const problem = problemOf({ origins: 'https://app.example.com' })
    assert.equal(problem.source, 'origins')
    assert.equal(problem.fix, 'Write origins: ["https://app.example.com"].')
  })

  it('an unknown option is rejected by name, with the nearest known one', () => {
    const problem = problemOf({ exposeHeaders: ['x'] })
    assert.equal(problem.source, 'exposeHeaders')
    assert.equal(problem.fix, 'Did you mean exposedHeaders?')
  })

  for (const options of [
    { timeoutSeconds: '10' },
    { cookies: ['a=b'] },
    { cookies: { a: 1 } },
    { allowWrites: 'yes' },
    { methods: [1] },
    { onProgress: true },
  ]) {
    it(`${JSON.stringify(options)} is rejected`, () => {
      assert.equal(problemOf(options).source, Object.keys(options)[0])
    })
  }

  it('an option that is undefined is treated as absent', () => {
    assert.deepEqual(problemsOf({ methods: undefined, browser: undefined }), [])
  })
})

describe('several problems', () => {
  it('are all named at once, each with its source', () => {
    const problems = problemsOf(
      {
        origins: ['*', app, 'localhost'],
        methods: ['patch'],
        requests: ['GET https://api.other.com/'],
        tiemout: 1,
      },
      'ftp://api.example.com/',
    )
    assert.deepEqual(
      problems.map(({ source }) => source),
      ['tiemout', '<url>', '--origin[0]', '--origin[2]', '--method[0]'],
    )
  })

  it('never show the value of a cookie or of a header', () => {
    const [problem] = problemsOf({ cookies: { session: 'top;secret' } })
    assert.equal(problem?.value, 'session=***')
    for (const options of [
      { cookies: 'session=secret' },
      { cookies: ['session=secret'] },
      { cookies: { session: { value: 'secret' } } },
      { cookie: { session: 'secret' } },
      { requestHeaders: ['Authorization: secret\u0000'] },
      { requestHeaders: ['Cookie: secret'] },
      { requestHeaders: { Authorization: 'secret' } },
    ])
      assert.doesNotMatch(JSON.stringify(problemOf(options)), /secret/)
  })
})
