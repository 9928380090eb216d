import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { chooseRequest, readHar } from '../src/copied/read-har.ts'

const origin = 'https://app.example.com'
const api = 'https://api.example.com'

interface EntryOptions {
  method?: string
  url?: string
  request?: Record<string, string>
  response?: Record<string, string>
  status?: number
  error?: string | null
}

/** An entry as Chromium and Firefox write it, with the fields that are read. */
function entry(options: EntryOptions) {
  const lines = (headers: Record<string, string> = {}) =>
    Object.entries(headers).map(([name, value]) => ({ name, value }))
  return {
    _resourceType: 'fetch',
    request: {
      method: options.method ?? 'GET',
      url: options.url ?? `${api}/items`,
      httpVersion: 'http/2.0',
      headers: lines({ origin, ...options.request }),
      cookies: [],
    },
    response: {
      status: options.status ?? 200,
      statusText: '',
      headers: lines(options.response),
      // Firefox has no such field.
      ...(options.error !== undefined && { _error: options.error }),
    },
  }
}

function har(...entries: unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'WebInspector' }, entries } })
}

function chosen(text: string, url?: string) {
  const read = chooseRequest(text, url)
  assert.ok('value' in read, 'reason' in read ? read.reason : '')
  const { request, notes } = read.value
  return { is: `${request.method} ${request.url}`, notes, request }
}

function rejected(text: string): string {
  const read = chooseRequest(text)
  assert.ok('reason' in read, JSON.stringify(read))
  return read.reason
}

const allowed = entry({ response: { 'access-control-allow-origin': origin }, error: null })

describe('the failed request of a HAR', () => {
  it('status 0 with _error, as Chromium writes it → is taken', () => {
    const failed = entry({ url: `${api}/broken`, status: 0, error: 'net::ERR_FAILED' })
    const { is, notes } = chosen(har(allowed, failed, allowed))
    assert.equal(is, `GET ${api}/broken`)
    assert.deepEqual(notes, [])
  })

  it('provisional headers, without an Origin, or an error after an allowed response → is taken', () => {
    const failed = entry({ url: `${api}/provisional`, status: 0 })
    const provisional = { ...failed, request: { ...failed.request, headers: [] } }
    assert.equal(chosen(har(allowed, provisional)).is, `GET ${api}/provisional`)
    const right = { 'access-control-allow-origin': origin }
    const late = entry({ url: `${api}/late`, response: right, error: 'net::ERR_FAILED' })
    assert.equal(chosen(har(allowed, late)).is, `GET ${api}/late`)
  })

  it('a status and no Access-Control-Allow-Origin, as Firefox writes it → is taken', () => {
    assert.equal(chosen(har(allowed, entry({ url: `${api}/b` }))).is, `GET ${api}/b`)
  })

  it('an Access-Control-Allow-Origin that browsers do not accept → is taken', () => {
    const star = { 'Access-Control-Allow-Origin': '*' }
    assert.match(rejected(har(entry({ response: star }))), /none of which failed/)
    const credentialed = entry({ response: star, request: { Cookie: 'session=1' } })
    assert.equal(chosen(har(credentialed)).is, `GET ${api}/items`)
    const other = entry({ response: { 'access-control-allow-origin': `${origin}/` } })
    assert.equal(chosen(har(other)).is, `GET ${api}/items`)
  })

  it('a readable response, a same-origin one, a beacon, an aborted one, a WebSocket → are not taken', () => {
    const text = har(
      allowed,
      entry({ url: `${origin}/own` }),
      entry({ method: 'POST', request: { 'Sec-Fetch-Mode': 'no-cors' } }),
      entry({ status: 0, error: 'net::ERR_ABORTED' }),
      entry({ url: 'wss://api.example.com/live', status: 0 }),
      { request: {} },
    )
    assert.equal(rejected(text), 'has 5 requests, none of which failed.')
  })

  it('a failed preflight and its request → one failure, with the headers of the request', () => {
    const preflight = entry({
      method: 'OPTIONS',
      status: 403,
      request: { 'access-control-request-method': 'PATCH' },
    })
    const actual = entry({
      method: 'PATCH',
      status: 0,
      error: 'net::ERR_FAILED',
      request: { 'content-type': 'application/json' },
    })
    for (const text of [har(preflight, actual), har(actual, preflight)]) {
      const { is, notes, request } = chosen(text)
      assert.equal(is, `PATCH ${api}/items`)
      assert.deepEqual(notes, [])
      assert.deepEqual(request.headers.at(-1), ['content-type', 'application/json'])
    }
    assert.equal(chosen(har(preflight)).is, `OPTIONS ${api}/items`)
  })

  it('several → the first, and a note that lists the others without their queries', () => {
    const text = har(
      entry({ url: `${api}/1?token=s3cret`, status: 0 }),
      entry({ url: `${api}/2?token=s3cret`, status: 0 }),
      entry({ url: `${api}/3`, method: 'PUT', status: 0 }),
    )
    const { is, notes } = chosen(text)
    assert.equal(is, `GET ${api}/1?token=s3cret`)
    assert.deepEqual(notes, [
      `took GET ${api}/1?… of 3 failed requests; the others are GET ${api}/2?…, PUT ${api}/3. Give the URL of another one as <url>.`,
    ])
    assert.equal(chosen(text, `${api}/3`).is, `PUT ${api}/3`)
  })
})

describe('a text that is not a HAR is rejected', () => {
  for (const text of ['', '{', '[]', '{}', '{"log":{}}', '{"log":{"entries":{}}}', 'null']) {
    it(`${text || 'an empty file'} → not a HAR file`, () => {
      assert.match(rejected(text), /^is not a HAR file/)
    })
  }

  it('no entries → none has failed', () => {
    assert.equal(rejected(har()), 'has 0 requests, none of which failed.')
  })

  it('a missing file, a folder → the reason; a file with a byte order mark → is read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cors-verify-har-'))
    const reason = async (path: string) => {
      const read = await readHar(path)
      return 'reason' in read ? read.reason : ''
    }
    assert.equal(await reason(join(folder, 'none.har')), 'does not exist.')
    assert.equal(await reason(folder), 'cannot be read (EISDIR).')
    const path = join(folder, 'bom.har')
    await writeFile(path, `\uFEFF${har(entry({ status: 0 }))}`)
    assert.equal(await reason(path), '')
    await rm(folder, { recursive: true })
  })
})
