import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readPaste, type Pasted } from '../src/page/build/paste/read-paste.ts'
import { predict } from '../src/page/build/predict.ts'
import { rightConfiguration } from '../src/page/build/configuration.ts'
import { fromQuery, toQuery } from '../src/page/build/share.ts'

/** Printed by curl 7.88 -i for an API on HTTP/1.1. */
const preflightOutput = `HTTP/1.1 204 No Content
Vary: Origin
access-control-allow-origin: https://shop.acme.dev/
access-control-allow-credentials: true
access-control-allow-methods: GET, PATCH
access-control-allow-headers: content-type
Date: Mon, 30 Nov 2026 11:00:00 GMT
Connection: keep-alive

`

const command = (option: string) =>
  `$ curl -i ${option} -H 'Origin: https://shop.acme.dev' https://api.acme.dev/items\n`

function paste(text: string, pageOrigin?: string): Pasted {
  const read = readPaste(text, rightConfiguration, pageOrigin)
  assert.ok('configuration' in read, JSON.stringify(read))
  return read
}

describe('a pasted response', () => {
  it('curl -i of a preflight below its command → response, method, headers and origin of the page', () => {
    const announced =
      '-X OPTIONS -H \'Access-Control-Request-Method: PATCH\' -H "Access-Control-Request-Headers: content-type,x-client"'
    const { configuration, notes } = paste(command(announced) + preflightOutput)
    assert.equal(configuration.page, 'app')
    assert.equal(configuration.method, 'PATCH')
    assert.equal(configuration.credentials, 'include')
    assert.deepEqual(configuration.requestHeaders, [
      ['content-type', 'application/json'],
      ['x-client', 'x'],
    ])
    assert.deepEqual(configuration.preflight, {
      status: 204,
      headers: [
        ['Vary', 'Origin'],
        ['Access-Control-Allow-Origin', 'https://app.example.com/'],
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Allow-Methods', 'GET, PATCH'],
        ['Access-Control-Allow-Headers', 'content-type'],
      ],
    })
    assert.deepEqual(configuration.actual, rightConfiguration.actual)
    assert.deepEqual(notes, [
      'The text has no response to an actual request: that of the form stays.',
      'https://shop.acme.dev is replaced by https://app.example.com, which is a page of the lab.',
    ])
    const prediction = predict(configuration)
    assert.ok('failure' in prediction)
    assert.equal(prediction.failure.reason, 'allow-origin-mismatch')
  })

  it('headers of a preflight without a command, and an origin in its own field → the preflight', () => {
    const { configuration } = paste(preflightOutput, ' https://shop.acme.dev ')
    assert.equal(configuration.preflight.headers[1]?.[1], 'https://app.example.com/')
    assert.equal(configuration.method, rightConfiguration.method)
  })

  it('without an Origin at all → the header as it is, and a note that asks for the origin', () => {
    const { configuration, notes } = paste(preflightOutput)
    assert.equal(configuration.preflight.headers[1]?.[1], 'https://shop.acme.dev/')
    assert.ok(notes.some((note) => note.startsWith('The text has no Origin')))
  })

  it('curl -v with a preflight and the actual request, 100 Continue and bodies → both', () => {
    const { configuration, notes } = paste(`* Connected to api.acme.dev (192.0.2.1) port 443
> OPTIONS /items HTTP/2
> Host: api.acme.dev
> origin: https://app.example.com
> access-control-request-method: POST
>
< HTTP/2 200
< access-control-allow-origin: *
<
* Connection #0 to host api.acme.dev left intact
> POST /items HTTP/2
> origin: https://app.example.com
> authorization: Bearer a-secret
> cookie: sid=a-secret
> accept: */*
>
< HTTP/2 100
<
< HTTP/2 201
< content-type: application/json
< content-length: 11
< set-cookie: sid=a-secret; Path=/; Secure
<
{ [11 bytes data]
{"id": 1}
X-In-The-Body: yes
`)
    assert.deepEqual(
      [
        configuration.page,
        configuration.method,
        configuration.credentials,
        configuration.requestHeaders,
      ],
      ['app', 'POST', 'include', [['authorization', 'x']]],
    )
    assert.deepEqual(configuration.preflight, {
      status: 200,
      headers: [['Access-Control-Allow-Origin', '*']],
    })
    assert.deepEqual(configuration.actual, {
      status: 201,
      headers: [
        ['content-type', 'application/json'],
        ['Set-Cookie', 'sid=1; Path=/; Secure'],
      ],
    })
    assert.deepEqual(notes, ['The values of cookies are replaced by 1.'])
    assert.doesNotMatch(toQuery(configuration), /secret/)
  })

  it('a redirect that curl -L followed → the last response, with a note', () => {
    const { configuration, notes } = paste(
      `${command('-L')}HTTP/1.1 301 Moved Permanently\nLocation: /items/\n\nHTTP/1.1 200 OK\nX-Last: yes\n\n[]`,
    )
    assert.deepEqual(configuration.actual, { status: 200, headers: [['X-Last', 'yes']] })
    assert.ok(notes.includes('The text has 2 responses. The last of each kind is used.'))
    assert.equal(
      configuration.credentials,
      'include',
      'a redirect does not show it: the value of the form stays',
    )
  })

  const harEntry = (method: string, status: number, headers: [string, string][]) => ({
    request: {
      method,
      headers: [
        { name: 'Origin', value: 'null' },
        { name: 'User-Agent', value: 'a browser' },
        { name: 'Content-Type', value: 'application/json' },
      ],
    },
    response: { status, headers: headers.map(([name, value]) => ({ name, value })) },
  })

  for (const [shape, wrap] of [
    ['a HAR', (entries: unknown[]) => ({ log: { entries } })],
    ['a list of entries', (entries: unknown[]) => entries],
  ] as const)
    it(`${shape} → the preflight and the actual response; a blocked entry is left out`, () => {
      const entries = [
        harEntry('PUT', 0, []),
        harEntry('OPTIONS', 204, [['access-control-allow-origin', 'null']]),
        harEntry('PUT', 200, [['set-cookie', 'a=secret\nb=secret; Path=/']]),
      ]
      const { configuration } = paste(JSON.stringify(wrap(entries)))
      assert.deepEqual(
        [configuration.page, configuration.method, configuration.credentials],
        ['sandbox', 'PUT', 'omit'],
      )
      assert.deepEqual(configuration.requestHeaders, [['content-type', 'application/json']])
      assert.deepEqual(configuration.preflight.headers, [['Access-Control-Allow-Origin', 'null']])
      assert.deepEqual(configuration.actual.headers, [
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=1; Path=/'],
      ])
    })

  it('one entry → filled in, and its link gives the same configuration', () => {
    const { configuration } = paste(JSON.stringify(harEntry('GET', 404, [['x-a', 'b']])))
    assert.equal(configuration.actual.status, 404)
    assert.deepEqual(fromQuery(toQuery(configuration)), { configuration, ignored: [] })
  })

  for (const [what, text, problem] of [
    ['nothing', '  ', /^There is no text\.$/],
    [
      'another text',
      'Failed to fetch',
      /No line is a status line .* begins with “Failed to fetch”/,
    ],
    ['broken JSON', '{"log":', /not valid JSON: .*JSON/],
    ['JSON of something else', '{"a":1}', /no log\.entries/],
    ['blocked requests alone', JSON.stringify([harEntry('GET', 0, [])]), /1 entry and no response/],
  ] as const)
    it(`${what} → the problem, and what to paste instead`, () => {
      const read = readPaste(text, rightConfiguration)
      assert.ok('problem' in read)
      assert.match(read.problem, problem)
      assert.match(read.fix, /curl -i|HAR/)
    })

  it('a status and a header that no server can send → left out, with a note for each', () => {
    const { configuration, notes } = paste('HTTP/1.1 999 Odd\nX-Snow: \u2603\nX-Fine: yes\n')
    assert.deepEqual(configuration.actual, { status: 200, headers: [['X-Fine', 'yes']] })
    assert.ok(notes.includes('The status 999 is not one from 200 to 599: 200 is used.'))
    assert.ok(notes.includes('Left out, because a server cannot send them: X-Snow.'))
  })
})
