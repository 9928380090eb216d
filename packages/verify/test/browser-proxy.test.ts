import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { startForwardProxy, startPageServer, type ForwardProxy } from '../src/browser/index.ts'
import { closedPort } from './browser-api.ts'

/**
 * Connects to a host through the proxy, as a browser does (SOCKS 5, RFC 1928).
 *
 * @returns the socket, and the code of the SOCKS reply: 0 if the proxy is connected
 */
async function connectThrough(
  proxy: ForwardProxy,
  host: string,
  port: number,
): Promise<{ code: number | undefined; socket: Socket }> {
  const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.write(Buffer.from([5, 1, 0]))
  const [greeting] = (await once(socket, 'data')) as [Buffer]
  assert.deepEqual([...greeting], [5, 0])
  const name = Buffer.from(host)
  const [high, low] = [port >> 8, port & 255]
  socket.write(Buffer.from([5, 1, 0, 3, name.length, ...name, high, low]))
  const [reply] = (await once(socket, 'data')) as [Buffer]
  return { code: reply[1], socket }
}

async function firstDataAfter(socket: Socket | TLSSocket, bytes: string): Promise<string> {
  socket.write(bytes)
  const [response] = (await once(socket, 'data')) as [Buffer]
  return response.toString()
}

describe('the forward proxy', () => {
  let echo: Server
  let pages: Awaited<ReturnType<typeof startPageServer>>
  let proxy: ForwardProxy
  let dead: number

  before(async () => {
    echo = createServer((socket) => void socket.on('error', () => {}).pipe(socket))
    echo.listen(0, '127.0.0.1')
    await once(echo, 'listening')
    const { port } = echo.address() as AddressInfo
    pages = await startPageServer()
    dead = await closedPort()
    proxy = await startForwardProxy({
      servers: { 'https://app.example.com': pages.port },
      resolve: new Map([
        ['api.example.com:443', { address: '127.0.0.1', port }],
        ['evil.example.net:80', { address: '127.0.0.1', port }],
        ['dead.example.com:443', { address: '127.0.0.1', port: dead }],
      ]),
    })
  })
  after(() => {
    proxy.close()
    pages.close()
    echo.close()
  })

  it('passes bytes unchanged to the address that a name resolves to', async () => {
    const { code, socket } = await connectThrough(proxy, 'api.example.com', 443)
    assert.equal(code, 0)
    const hello = '\x16\x03\x01 not TLS at all'
    assert.equal(await firstDataAfter(socket, hello), hello)
    socket.destroy()
  })

  it('ends TLS for an origin that it serves', async () => {
    const { socket } = await connectThrough(proxy, 'app.example.com', 443)
    const secure = connectTls({ socket, rejectUnauthorized: false })
    assert.match(
      await firstDataAfter(secure, 'GET / HTTP/1.1\r\nHost: app.example.com\r\n\r\n'),
      /^HTTP.* 200 /,
    )
    secure.destroy()
  })

  it('serves an origin that is added later, for its scheme alone', async () => {
    proxy.serve('https://evil.example.net:80', pages.port)
    const { socket } = await connectThrough(proxy, 'evil.example.net', 80)
    assert.equal(await firstDataAfter(socket, 'GET / not a page'), 'GET / not a page')
    socket.destroy()
    proxy.serve('http://evil.example.net', pages.port)
    const served = await connectThrough(proxy, 'evil.example.net', 80)
    assert.match(
      await firstDataAfter(served.socket, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
      /^HTTP.* 200 /,
    )
    served.socket.destroy()
  })

  it('connects to a server that is down -> sends SOCKS reply 5, and records the reason', async () => {
    const { code, socket } = await connectThrough(proxy, 'dead.example.com', 443)
    assert.equal(code, 5)
    assert.equal(proxy.failureOf('dead.example.com:443'), `connect ECONNREFUSED 127.0.0.1:${dead}`)
    assert.equal(proxy.failureOf('api.example.com:443'), undefined)
    socket.destroy()
  })

  it('receives bytes that are not SOCKS 5 -> closes the connection without a reply', async () => {
    const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
    socket.on('error', () => {})
    socket.end('GET / HTTP/1.1\r\n\r\n')
    socket.resume()
    await once(socket, 'close')
    assert.equal(socket.bytesRead, 0)
  })
})
