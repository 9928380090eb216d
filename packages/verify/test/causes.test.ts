import assert from 'node:assert/strict'
import { createServer as createTlsServer } from 'node:https'
import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { generate } from 'selfsigned'
import { servers } from '../servers/index.ts'
import { causes } from '../src/causes/index.ts'
import { verify, type Report, type VerifyOptions } from '../src/index.ts'
import { serve, serveBytes } from './little-server.ts'
import { webOrigin } from './verified.ts'

const options: VerifyOptions = { origins: [webOrigin], browser: 'none' }

function causesOf({ findings }: Report): string[] {
  return findings.flatMap(({ cause, otherCauses = [] }) =>
    cause === undefined ? [] : [cause, ...otherCauses],
  )
}

/**
 * The causes that the command finds for an HTTPS server named api.example.com.
 *
 * @param host the name in the certificate
 * @param days the validity of the certificate, in days from now
 * @param trusted whether Node trusts the certificate
 */
async function causesOverTls(
  host: string,
  days: { from: number; to: number },
  trusted: boolean,
): Promise<string[]> {
  const day = 86_400_000
  const notBeforeDate = new Date(Date.now() + days.from * day)
  const notAfterDate = new Date(Date.now() + days.to * day)
  const { private: key, cert } = await generate([{ name: 'commonName', value: host }], {
    notBeforeDate,
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  })
  const server = createTlsServer({ key, cert }, (_request, response) => response.end('[]'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const folder = await mkdtemp(join(tmpdir(), 'cors-verify-'))
  const file = join(folder, 'cert.pem')
  await writeFile(file, cert)
  try {
    // Node reads the certificates that it trusts when it starts.
    const env = { ...process.env, ...(trusted && { NODE_EXTRA_CA_CERTS: file }) }
    const flags = `--origin ${webOrigin} --browser none --format json --resolve api.example.com:443=127.0.0.1:${port}`
    const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
    const args = ['--import', 'tsx', cli, 'https://api.example.com/items', ...flags.split(' ')]
    // It exits with 2: the target never responded.
    const { stdout } = await promisify(execFile)(process.execPath, args, { env }).catch(
      (error: unknown) => error as { stdout: string },
    )
    return causesOf(JSON.parse(stdout) as Report)
  } finally {
    server.close()
    await rm(folder, { recursive: true })
  }
}

/** The causes that the tests of this file produce: no server in `servers/broken` can. */
const covered = new Set<string>()
const covers = (id: string) => {
  covered.add(id)
  return id
}

describe('a target that does not respond', () => {
  it('a name that does not resolve → network-dns', async () => {
    const report = await verify('http://api.invalid/items', options)
    assert.deepEqual(causesOf(report), [covers('network-dns')])
    assert.equal(report.reachable, false)
  })

  it('a port without a server → network-refused', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    const report = await verify(`http://127.0.0.1:${port}/items`, options)
    assert.deepEqual(causesOf(report), [covers('network-refused')])
  })

  const failures: [string, string, (socket: Socket) => void][] = [
    ['a connection that is closed', 'network-closed', (socket) => socket.destroy()],
    ['a response that is not HTTP', 'network-malformed', (socket) => socket.end('220 smtp\r\n')],
    ['no response in time', 'network-timeout', (socket) => void socket.resume()],
  ]
  for (const [name, cause, onConnection] of failures)
    it(`${name} → ${cause}`, async () => {
      const server = await serveBytes(onConnection)
      try {
        const report = await verify(`${server.url}/items`, { ...options, timeoutSeconds: 1 })
        assert.deepEqual(causesOf(report), [covers(cause)])
      } finally {
        await server.close()
      }
    })

  it('https to a server that speaks http → network-tls', async () => {
    const server = await serve((_request, response) => response.end('[]'))
    try {
      const report = await verify(`${server.url.replace('http:', 'https:')}/items`, options)
      assert.deepEqual(causesOf(report), [covers('network-tls')])
    } finally {
      await server.close()
    }
  })

  it('a self-signed certificate → network-tls-authority', async () => {
    const found = await causesOverTls('api.example.com', { from: -1, to: 1 }, false)
    assert.deepEqual(found, [covers('network-tls-authority')])
  })

  it('a trusted certificate of another host → network-tls-name', async () => {
    const found = await causesOverTls('www.example.com', { from: -1, to: 1 }, true)
    assert.deepEqual(found, [covers('network-tls-name')])
  })

  it('a trusted certificate that has expired → network-tls-expired', async () => {
    const found = await causesOverTls('api.example.com', { from: -9, to: -2 }, true)
    assert.deepEqual(found, [covers('network-tls-expired')])
  })
})

describe('a redirect to https', () => {
  it('http that redirects to the same URL with https → redirect-to-https', async () => {
    const server = await serve((request, response) => {
      const { host = '', url = '' } = { ...request.headers, url: request.url }
      response.writeHead(301, { Location: `https://${host}${url}` }).end()
    })
    try {
      const report = await verify(`${server.url}/items`, { ...options, methods: ['GET'] })
      assert.ok(causesOf(report).includes(covers('redirect-to-https')))
    } finally {
      await server.close()
    }
  })
})

describe('the causes', () => {
  it('each id → is unique, in lower case with hyphens', () => {
    const ids = causes.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    for (const id of ids) assert.match(id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  })

  it('each file → is named like its cause', () => {
    const folder = new URL('../src/causes/', import.meta.url)
    const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
    const ids = causes.map(({ id }) => id).filter((id) => !id.startsWith('network-'))
    const expected = [...ids, 'index', 'network-errors'].map((name) => `${name}.ts`)
    assert.deepEqual(files.sort(), expected.sort())
  })

  it('each cause → is expected of a broken server or of a test above', async () => {
    const loaded = await Promise.all(servers.map(({ load }) => load()))
    const expected = new Set(loaded.flatMap(({ cause = [] }) => cause))
    const unproven = causes
      .map(({ id }) => id)
      .filter((id) => !expected.has(id) && !covered.has(id))
    assert.deepEqual(unproven, [])
  })
})
