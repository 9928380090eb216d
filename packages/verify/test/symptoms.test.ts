import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { causes } from '../src/causes/index.ts'
import { findingCodes } from '../src/report.ts'
import { compile, placeholderNames, plain } from '../src/symptoms/pattern.ts'
import { findSymptoms, symptoms } from '../src/symptoms/index.ts'

const page = readFileSync(new URL('../../../docs/troubleshooting.md', import.meta.url), 'utf8')
const anchors = [...page.matchAll(/<a id="([\w-]+)">/g)].map(([, anchor = '']) => anchor)

/** Two causes that the URLs alone show: no request is needed, so they have no file in src/causes. */
const causesOfUrls = ['mixed-content', 'local-network-access']

/** The lines of the page's console blocks; a library's name may stand behind the text. */
const quoted = [...page.matchAll(/^```text\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
  block
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/ {2,}\(.*\)$/, '')),
)

/** A pattern with its placeholders filled in, as an engine would print it. */
function example(pattern: string): string {
  const values: Record<string, string> = {
    kind: 'fetch',
    url: 'http://localhost:3000/api/items',
    webSocket: 'ws://localhost:3000/live',
    eventStream: 'http://localhost:3000/api/events',
    redirect: '',
    redirectedFrom: 'http://localhost:3000/api/old',
    origin: 'http://localhost:5173',
    loopback: 'http://127.0.0.1:5173',
    nextPort: 'http://localhost:5174',
    page: 'https://app.example.com/',
    method: 'PATCH',
    header: 'x-tenant',
    value: 'loopback',
    lastValue: 'GET;',
    list: 'http://localhost:5173, *',
    status: '500',
    statusCode: ' Status code: 200.',
    uri: ', uri=http://localhost:3000/api/items',
  }
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

describe('the table of symptoms', () => {
  it('every text in a console block of docs/troubleshooting.md → is in the table', () => {
    assert.ok(quoted.length > 70, String(quoted.length))
    const unknown = quoted.filter((text) => findSymptoms(text).found.length === 0)
    assert.deepEqual(unknown, [])
  })

  it('every text in the index and in "Is it CORS at all?" → is in the table', () => {
    const [, index = ''] = /## Text → section([^]*?)<a id="is-it-cors">/.exec(page) ?? []
    const [, beside = ''] =
      /These faults are not CORS([^]*?)<a id="mixed-content">/.exec(page) ?? []
    const codeSpans = [...(index + beside).matchAll(/^- .*$/gm)].flatMap(([line]) =>
      [...line.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text),
    )
    // Short ones are names of headers and values; an origin is a placeholder in the table.
    const texts = codeSpans.filter(
      (text) =>
        text.length > 14 &&
        !/^(?:https?:|from origin|Cross-Origin-Resource-Policy|<img)/.test(text),
    )
    assert.ok(texts.length > 25, String(texts.length))
    const inTable = (text: string) =>
      symptoms.some(({ pattern }) => plain(pattern).includes(plain(text))) ||
      findSymptoms(text).found.length > 0
    // Of statuses, the page quotes the one that its network panel prints.
    const statuses = /^\d{3} \(/
    assert.deepEqual(
      texts.filter((text) => !statuses.test(text) && !inTable(text)),
      [],
    )
  })

  it('a text that no engine prints → no row', () => {
    for (const text of ['', 'Zugriff verweigert', 'No such header is present', 'Error: 42']) {
      assert.deepEqual(findSymptoms(text), { found: [], fields: {} }, text)
    }
  })

  for (const { engine, id, pattern } of symptoms) {
    it(`${engine} ${id}: ${pattern.slice(-60)} → is found, by its whole text`, () => {
      const text = example(pattern)
      const { found } = findSymptoms(text)
      const [first] = found
      assert.equal(found.length, 1, JSON.stringify(found))
      assert.equal(first?.text, plain(text))
      assert.equal(first.symptom.engine, engine)
      assert.equal(first.symptom.id, id)
      for (const [, name = ''] of pattern.matchAll(/\{(\w+)\}/g)) {
        assert.ok(placeholderNames.includes(name), name)
      }
    })
  }

  it('every row → has an anchor of the page, a known cause or code, a version, a source, a sentence', () => {
    const known = [...causes.map(({ id }) => id), ...causesOfUrls]
    for (const row of symptoms) {
      const name = `${row.engine} ${row.id}`
      assert.ok(row.version !== '' && row.source !== '', name)
      for (const { anchor, causes: ids, code, meaning } of [row, ...(row.byStatus ?? [])]) {
        assert.ok(anchors.includes(anchor), `${name}: ${anchor}`)
        assert.deepEqual(
          ids.filter((id) => !known.includes(id)),
          [],
          name,
        )
        const isOpen = row.copyInstead !== undefined
        assert.equal(ids.length > 0 || code !== undefined, !isOpen, name)
        assert.ok(code === undefined || findingCodes.includes(code), name)
        assert.match(meaning, /^[A-Z*1].*\.$/, name)
      }
    }
  })

  it('Chromium’s names → are all that the DevTools protocol has', () => {
    const require = createRequire(import.meta.url)
    const folder = dirname(require.resolve('playwright-core/package.json'))
    const protocol = readFileSync(join(folder, 'types/protocol.d.ts'), 'utf8')
    const [, union = ''] = /export type CorsError = (.*);/.exec(protocol) ?? []
    const names = union.split('|').map((name) => name.slice(1, -1))
    // The protocol still has these; Chromium 156 has no text for them.
    const withoutText = ['PreflightMissingAllowExternal', 'PreflightInvalidAllowExternal']
    const ids = symptoms.filter(({ source }) => source.endsWith('cors_error_string.cc'))
    const inTable = new Set(ids.map(({ id }) => id))
    assert.equal(names.length, 28)
    assert.deepEqual(
      [...inTable].sort(),
      names.filter((name) => !withoutText.includes(name)).sort(),
    )
  })

  it('all patterns → search a long text within 5 s', () => {
    const text = "Access to fetch at 'http://a' has a value '".repeat(500)
    const startedAt = performance.now()
    findSymptoms(text)
    for (const { pattern } of symptoms) compile(pattern).exec(text)
    assert.ok(performance.now() - startedAt < 5000)
  })
})

describe('findSymptoms', () => {
  const url = 'http://localhost:3000/api/items'
  const origin = 'http://localhost:5173'
  const blocked = `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: `
  const missing = `${blocked}No 'Access-Control-Allow-Origin' header is present on the requested resource.`
  const causesOf = (text: string) => findSymptoms(text).found.map(({ causes: ids }) => ids[0])

  it('a text of Chromium → URL, origin, method and header', () => {
    const text = `${blocked}Request header field x-tenant is not allowed by Access-Control-Allow-Headers in preflight response.\nPATCH ${url} net::ERR_FAILED`
    const { found, fields } = findSymptoms(text)
    assert.deepEqual(fields, { url, origin, method: 'PATCH', header: 'x-tenant' })
    assert.deepEqual(
      found.map(({ causes: ids }) => ids),
      [['header-not-listed']],
    )
  })

  it('an unknown reason of Chromium → no row, but URL and origin', () => {
    assert.deepEqual(findSymptoms(`${blocked}A reason of the year 2030.`), {
      found: [],
      fields: { url, origin },
    })
  })

  it('the status beside it → the cause for that status', () => {
    assert.deepEqual(causesOf(missing), ['origin-not-listed'])
    const withStatus = (status: string) =>
      causesOf(`${missing}\nGET ${url} net::ERR_FAILED ${status}`)
    assert.deepEqual(withStatus('200 (OK)'), ['origin-not-listed'])
    assert.deepEqual(withStatus('401 (Unauthorized)'), ['authentication-before-cors'])
    assert.deepEqual(withStatus('413 (Payload Too Large)'), ['request-rejected-before-cors'])
    assert.deepEqual(withStatus('429 (Too Many Requests)'), ['rate-limit-before-cors'])
    assert.deepEqual(withStatus('500 (Internal Server Error)'), ['error-response-without-cors'])
    assert.deepEqual(withStatus('502 (Bad Gateway)'), ['gateway-error'])
  })

  it('a redirect, the origin null, 127.0.0.1, another port → the section for it', () => {
    const anchorOf = (text: string) => findSymptoms(text).found.map(({ anchor }) => anchor)
    const redirected = missing.replace(
      " from origin '",
      " (redirected from 'http://localhost:3000/old') from origin '",
    )
    assert.deepEqual(anchorOf(redirected), ['redirect'])
    assert.equal(findSymptoms(redirected).fields.redirectedFrom, 'http://localhost:3000/old')
    assert.deepEqual(anchorOf(missing.replace(origin, 'null')), ['file'])
    assert.deepEqual(anchorOf(missing.replace(origin, 'http://127.0.0.1:5173')), ['localhost'])
    assert.deepEqual(anchorOf(missing.replace(origin, 'http://localhost:5174')), ['vite-port'])
    assert.deepEqual(anchorOf(missing), ['not-listed'])
  })

  it('two lines of Safari → the reason, and the URL of the second', () => {
    const text = `[Error] Origin ${origin} is not allowed by Access-Control-Allow-Origin. Status code: 403\n[Error] Fetch API cannot load ${url} due to access control checks.`
    assert.deepEqual(causesOf(text), ['forbidden-before-cors'])
    assert.deepEqual(findSymptoms(text).fields, { url, origin, status: 403 })
  })

  it('the reason alone, a part of it, wrapped lines, straight quotes → the same row', () => {
    const reason = "No 'Access-Control-Allow-Origin' header is present on the requested resource."
    assert.deepEqual(causesOf(reason), ['origin-not-listed'])
    assert.deepEqual(causesOf("No 'Access-Control-Allow-Origin' header"), ['origin-not-listed'])
    assert.deepEqual(causesOf(missing.replaceAll(' ', '\n  ')), ['origin-not-listed'])
    const firefox = '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).'
    assert.deepEqual(causesOf(firefox), ['credentials-not-allowed'])
    assert.deepEqual(causesOf(firefox.replace(/[‘’]/g, "'")), ['credentials-not-allowed'])
  })

  it('a part of a row → is marked as a part; the whole row → is not', () => {
    const isPart = (text: string) => findSymptoms(text).found[0]?.isPart
    assert.equal(isPart('access control check'), true)
    assert.equal(isPart('Failed to fetch'), undefined)
    assert.equal(isPart(missing), undefined)
  })

  it('Chromium’s line with a status → the section on readable responses; 401 → signed out', () => {
    const line = 'Failed to load resource: the server responded with a status of'
    const anchorOf = (text: string) => findSymptoms(text).found.map(({ anchor }) => anchor)
    assert.deepEqual(anchorOf(`${line} 500 (Internal Server Error)`), ['is-it-cors'])
    assert.deepEqual(anchorOf(`${line} 401 (Unauthorized)`), ['signed-out'])
    // The line of a blocked response has no reason: the reason of the CORS text counts.
    assert.deepEqual(causesOf(`${missing}\nFailed to load resource: net::ERR_FAILED`), [
      'origin-not-listed',
    ])
  })

  it('Firefox “can’t establish a connection” → event stream: another text to copy; WebSocket: none', () => {
    const text = 'Firefox can’t establish a connection to the server at'
    const copyInstead = (at: string) => findSymptoms(`${text} ${at}.`).found[0]?.symptom.copyInstead
    assert.match(
      copyInstead('https://api.example.com/events') ?? '',
      /Cross-Origin Request Blocked/,
    )
    assert.equal(copyInstead('wss://api.example.com/live'), undefined)
  })

  it('a library’s text → names the text to copy; beside a browser’s text → the browser’s counts', () => {
    const axios = findSymptoms('AxiosError: Network Error')
    assert.match(axios.found[0]?.symptom.copyInstead ?? '', /browser console/)
    assert.deepEqual(causesOf(`AxiosError: Network Error\n${missing}`), ['origin-not-listed'])
  })
})
