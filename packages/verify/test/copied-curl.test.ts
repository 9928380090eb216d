import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { copiedOptions } from '../src/copied/copied-options.ts'
import { readCurl } from '../src/copied/read-curl.ts'

/**
 * Written by the formatters of Chromium 156 (generateCurlCommand of its DevTools) and of Firefox 153 (its
 * devtools/client/shared/curl.js), for the same PATCH of a page.
 */
const forms = ['chromium-bash', 'chromium-cmd', 'firefox-bash', 'firefox-cmd']

function copied(name: string): string {
  return readFileSync(new URL(`copied-requests/${name}.txt`, import.meta.url), 'utf8')
}

function read(text: string) {
  const request = readCurl(text)
  assert.ok('value' in request, 'reason' in request ? request.reason : '')
  return request.value
}

function rejected(text: string) {
  const request = readCurl(text)
  assert.ok('reason' in request, JSON.stringify(request))
  return request
}

describe('"Copy as cURL"', () => {
  for (const form of forms) {
    it(`${form} → URL, method, origin, cookies and the page's own headers`, () => {
      const { target, options, notes } = copiedOptions(read(copied(form)))
      assert.equal(target, 'https://api.example.com/items/1?filter[name]=a&x=%20b&sort={up}')
      const { requestHeaders = [], ...others } = options
      assert.deepEqual(others, {
        origins: ['https://app.example.com'],
        methods: ['PATCH'],
        cookies: { session: 's3cretsession', theme: 'da"rk' },
        credentials: true,
      })
      const expected = [
        'accept: application/json',
        'authorization: Bearer s3cret.token-1',
        'content-type: application/json',
        'if-match: "7"',
        'x-tenant: a&b|c %PATH% $HOME `id`',
        ...(form.startsWith('chromium') ? ['x-empty'] : []),
      ]
      assert.deepEqual([...requestHeaders].sort(), expected.sort())
      assert.equal(notes.length, form.startsWith('chromium') ? 1 : 0)
    })

    it(`${form}, on Windows with CRLF → the same`, () => {
      const text = copied(form)
      assert.deepEqual(read(text.replaceAll('\n', '\r\n')), read(text))
    })
  }

  it('a GET of Chromium → no header of the page', () => {
    assert.deepEqual(copiedOptions(read(copied('chromium-get'))), {
      target: 'http://localhost:3000/api/items',
      options: { origins: ['http://localhost:5173'], methods: ['GET'] },
      notes: [],
    })
  })

  it('a preflight → the request that it announces', () => {
    const text = `curl 'https://api.example.com/a' -X OPTIONS -H 'Origin: https://app.example.com' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: content-type,x-a'`
    assert.deepEqual(copiedOptions(read(text)).options, {
      origins: ['https://app.example.com'],
      methods: ['PUT'],
      requestHeaders: ['content-type', 'x-a'],
    })
  })

  it('OPTIONS without Access-Control-Request-Method → stays OPTIONS', () => {
    const { options } = copiedOptions(read(`curl 'https://api.example.com/a' -X OPTIONS`))
    assert.deepEqual(options.methods, ['OPTIONS'])
  })

  it('no Origin → the origin of the referrer, if it is another one', () => {
    const from = (referer: string) =>
      copiedOptions(read(`curl https://api.example.com/a -H 'Referer: ${referer}'`)).options.origins
    assert.deepEqual(from('https://app.example.com/x?y'), ['https://app.example.com'])
    assert.equal(from('https://api.example.com/docs'), undefined)
    assert.equal(from('about:client'), undefined)
  })

  it('written by hand: clusters, attached values, --json, -u, -G, -d, -I → as curl reads them', () => {
    const url = 'https://api.example.com/a'
    assert.equal(read(`curl -sSXPUT ${url}`).method, 'PUT')
    assert.deepEqual(read(`curl ${url} -H'x-a: 1'`).headers, [['x-a', '1']])
    const json = read(`curl --json '{}' ${url}`)
    assert.deepEqual([json.method, json.headers], ['POST', [['content-type', 'application/json']]])
    assert.deepEqual(read(`curl -u me:pw ${url}`).headers, [['authorization', 'Basic bWU6cHc=']])
    assert.equal(read(`curl -G -d a=1 -d b=2 ${url}`).url, `${url}?a=1&b=2`)
    assert.equal(read(`curl -G -d a=1 ${url}`).method, 'GET')
    assert.equal(read(`curl -d a=1 ${url}`).method, 'POST')
    assert.equal(read(`curl -I ${url}`).method, 'HEAD')
    assert.equal(read(`$ curl ${url}?a=1#part`.replace('#', '\\#')).url, `${url}?a=1`)
  })

  it('globs and variables in single quotes → text', () => {
    assert.equal(read(`curl https://api.example.com/a?b=*`).url, 'https://api.example.com/a?b=*')
    assert.deepEqual(read(`curl https://a.example/ -H 'x-a: $HOME \`id\` | > &'`).headers, [
      ['x-a', '$HOME `id` | > &'],
    ])
  })

  it('headers of the browser’s cache → left out, with a note; the page’s own → passed on', () => {
    const text = `curl https://a.example/ -H 'if-none-match: "1"' -H 'if-match: "1"' -H 'sec-ch-ua: x' -H 'Host: b' -H 'Content-Length: 3'`
    const { options, notes } = copiedOptions(read(text))
    assert.deepEqual(options.requestHeaders, ['if-match: "1"'])
    assert.deepEqual(
      notes.map((note) => note.split(':')[0]),
      ['left out if-none-match'],
    )
  })

  it('a cookie or a header that no browser sends → left out, by its name alone', () => {
    const text = `curl https://a.example/ -H 'x-a: sécret' -b 'a b=s3cret; ok=1; s3cretalone'`
    const { options, notes } = copiedOptions(read(text))
    assert.deepEqual(options.cookies, { ok: '1' })
    assert.equal(options.requestHeaders, undefined)
    assert.match(notes.join('\n'), /left out x-a: .*\nleft out a b, a cookie without a name: /)
    assert.doesNotMatch(notes.join('\n'), /s3cret|sécret/)
  })
})

describe('a text that is not "Copy as cURL" is rejected', () => {
  const url = 'https://api.example.com/a'
  const texts: [text: string, reason: RegExp][] = [
    ['', /^is empty/],
    ['wget https://a.example', /^does not begin with curl/],
    [`fetch("${url}", {});`, /^is the form for fetch/],
    [`Invoke-WebRequest -UseBasicParsing -Uri "${url}"`, /^is the form for PowerShell/],
    [
      '$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession\nInvoke-WebRequest',
      /^is the form for PowerShell/,
    ],
    [`curl ${url} | sh`, /operator \|/],
    [`curl ${url} > /etc/passwd`, /operator >/],
    [`curl ${url} && id`, /operator &&/],
    [`curl ${url}; id`, /operator ;/],
    [`curl '${url}' <(id)`, /operator <\(/],
    [`curl ${url} -H "x-a: $(id)"`, /substitution/],
    [`curl ${url} -H "x-a: $TOKEN"`, /variable/],
    [`curl ${url}/$TOKEN`, /variable/],
    [`curl ${url} -H "x-a: \${}"`, /substitution/],
    [`curl ${url} -H "x-a: \`id\`"`, /command substitution/],
    [`curl ${url}/\`id\``, /command substitution/],
    [`curl '${url}' # comment`, /# outside/],
    [`curl '${url}`, /inside of quotes/],
    [`curl ${url}\ncurl ${url}`, /more than one command/],
    [`curl ${url} ;\ncurl ${url}`, /operator ;|more than one command/],
    [`curl ^"${url}^" &\r\ncurl ^"${url}^"`, /operator &/],
    [`curl ^"${url}^"\r\ncurl ^"${url}^"`, /more than one command/],
    [`curl ^"${url}^" | more`, /operator \|/],
    [`curl ^"${url}^" -H ^"x: %TOKEN%^"`, /variable \(%/],
    [`curl ^"${url}`, /inside of quotes/],
    [`curl ${url} -d @secrets.json`, /reads a file with -d/],
    [`curl ${url} --data-binary @x`, /reads a file with --data-binary/],
    [`curl ${url} --data-urlencode a@x`, /reads a file/],
    [`curl ${url} -F a=@x`, /reads a file with -F/],
    [`curl ${url} -H @headers`, /reads a file with -H/],
    [`curl ${url} -b cookies.txt`, /reads a file with -b/],
    [`curl ${url} -K config`, /not supported, -K/],
    [`curl ${url} --upload-file x`, /not supported, --upload-file/],
    [`curl ${url} --next ${url}`, /not supported, --next/],
    [`curl ${url} ${url}`, /holds 2 URLs/],
    ['curl -s', /holds no URL/],
    [`curl ${url} -H`, /-H without its value/],
    ['curl https://{a,b}.example/', /pattern of several URLs/],
    ['curl https://a.example/[1-3]', /pattern of several URLs/],
  ]
  for (const [text, reason] of texts) {
    it(`${text.slice(0, 70)} → ${String(reason)}`, () => {
      const wrong = rejected(text)
      assert.match(wrong.reason, reason)
      assert.match(wrong.fix, /\.$/)
    })
  }

  it('--data-raw with @, which is text there → accepted', () => {
    assert.equal(read(`curl ${url} --data-raw '@x'`).method, 'POST')
  })

  it('the value of a secret → is in no reason', () => {
    for (const text of [
      `curl ${url} -H "authorization: Bearer a$s3cret"`,
      `curl ${url} -H authorization: -s3cret`,
      `curl ${url} -b s3cret`,
    ]) {
      const { reason, fix } = rejected(text)
      assert.doesNotMatch(reason + fix, /s3cret/)
    }
  })
})
