import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { verify } from '../src/index.ts'
import type { Report } from '../src/report.ts'
import { serve } from './little-server.ts'
import { verified, type Listener } from './verified.ts'

/** An API that allows these origins with credentials, and the methods GET, POST and PATCH. */
function listing(...origins: string[]): Listener {
  return (request, response) => {
    const { origin = '' } = request.headers
    response.setHeader('vary', 'Origin')
    if (origins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-allow-credentials', 'true')
    }
    if (request.method === 'OPTIONS')
      response.setHeader('access-control-allow-methods', 'GET, POST, PATCH')
    response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end('[]')
  }
}

/** Verifies an API under a name that is not loopback. */
async function deployed(listener: Listener, origin: string): Promise<Report> {
  const server = await serve(listener)
  const { port } = new URL(server.url)
  try {
    return await verify(`http://api.example.com:${port}/items`, {
      origins: [origin],
      browser: 'none',
      resolve: { [`api.example.com:${port}`]: `127.0.0.1:${port}` },
    })
  } finally {
    await server.close()
  }
}

const about = ({ findings }: Report) => findings.filter(({ code }) => code === 'app-origin')

const id = 'abcdefghijklmnopabcdefghijklmnop'
/** The origin, the text that its finding contains, and whether its webview blocks cookies. */
const safe: [origin: string, names: string, blocksCookies: boolean][] = [
  ['capacitor://localhost', 'Capacitor app on iOS', true],
  ['ionic://localhost', 'cordova-plugin-ionic-webview', true],
  ['https://localhost', 'Capacitor app on Android from version 6', false],
  ['tauri://localhost', 'Tauri app on macOS', true],
  ['https://tauri.localhost', 'useHttpsScheme', false],
  ['app://obsidian.md', 'Electron', false],
  [`chrome-extension://${id}`, 'Chromium extension', false],
]

describe('the origin of an app that a server can list', { concurrency: 4 }, () => {
  for (const [origin, names, blocksCookies] of safe) {
    it(`${origin}, listed → ok, and an info names ${names}`, async () => {
      const report = await verified(listing(origin), { origins: [origin] })
      assert.equal(report.verdict, 'ok')
      const [finding] = about(report)
      assert.equal(finding?.severity, 'info')
      assert.ok(finding.observed.includes(names), finding.observed)
      assert.ok(finding.expected.includes(`An exact entry: ${origin}`), finding.expected)
    })

    it(`${origin}, with cookies → ${blocksCookies ? 'weak: they never arrive' : 'ok'}`, async () => {
      const report = await verified(listing(origin), { origins: [origin], credentials: true })
      assert.equal(report.verdict, blocksCookies ? 'weak' : 'ok')
      if (blocksCookies) assert.match(about(report)[0]?.expected ?? '', /Authorization/)
    })

    it(`${origin}, not listed → broken, and the fix lists it`, async () => {
      const report = await verified(listing('https://app.example.com'), { origins: [origin] })
      assert.equal(report.verdict, 'broken')
      const finding = report.findings.find(({ code }) => code === 'origin-not-allowed')
      assert.equal(finding?.cause, 'origin-not-listed')
      assert.ok(finding.fix.some(({ change }) => change.includes(origin)))
    })
  }

  it('a server that reflects every origin → critical for an app too', async () => {
    const reflecting: Listener = (request, response) =>
      listing(request.headers.origin ?? '')(request, response)
    const report = await verified(reflecting, { origins: ['capacitor://localhost'] })
    assert.equal(report.verdict, 'critical')
  })
})

describe('an origin that no server can list', { concurrency: 4 }, () => {
  const rows: [given: string, sent: string, instead: RegExp][] = [
    ['null', 'null', /Serve the page over http or https/],
    ['file:///home/ann/index.html', 'null', /Serve the page over http or https/],
    ['moz-extension://0d3a5c2e', 'moz-extension://0d3a5c2e', /host_permissions/],
    ['vscode-webview://0a1b2c3d', 'vscode-webview://0a1b2c3d', /postMessage/],
  ]
  for (const [given, sent, instead] of rows) {
    it(`${given} → broken for that reason, and no fix lists it`, async () => {
      const report = await verified(listing('https://app.example.com'), { origins: [given] })
      assert.equal(report.verdict, 'broken')
      const [finding] = report.findings
      assert.equal(finding?.cause, 'origin-cannot-be-listed')
      assert.ok(finding.title.includes(sent))
      assert.match(finding.expected, instead)
      const blocks = report.findings.flatMap(({ fix }) => fix.map(({ block }) => block ?? ''))
      assert.ok(blocks.every((block) => !block.includes(sent)))
    })
  }

  it('null, and the server allows it → critical: any page can send it', async () => {
    const report = await verified(listing('null'), { origins: ['null'], credentials: true })
    assert.equal(report.verdict, 'critical')
  })
})

describe('the origins of the user’s own machine on a deployment', { concurrency: 4 }, () => {
  const rows: [origin: string, instead: RegExp][] = [
    ['http://localhost', /androidScheme to "https".*list https:\/\/localhost/],
    ['http://tauri.localhost', /useHttpsScheme.*list https:\/\/tauri\.localhost/],
    ['http://localhost:*', /https origins of its frontends/],
  ]
  for (const [origin, instead] of rows) {
    it(`${origin} → weak, and the finding names the origin to list instead`, async () => {
      const listed = origin.replace('*', '5173')
      const [finding] = about(await deployed(listing(listed), origin))
      assert.equal(finding?.severity, 'weak')
      assert.match(finding.expected, instead)
    })

    it(`${origin} for an API on this machine → no finding`, async () => {
      const listed = origin.replace('*', '5173')
      assert.deepEqual(about(await verified(listing(listed), { origins: [origin] })), [])
    })
  }

  it('https://app.example.com → no finding', async () => {
    const origin = 'https://app.example.com'
    assert.deepEqual(about(await deployed(listing(origin), origin)), [])
  })
})
