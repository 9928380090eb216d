import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { after, test } from 'node:test'
import { WebSocket, WebSocketServer } from 'ws'
import { startGateway, type GatewayOptions } from '../src/server/gateway.ts'
import { listenOnLoopback, type Listening } from '../src/server/listen.ts'
import { createRecorder } from '../src/server/recorder.ts'
import { pageOrigins } from '../src/shared/origins.ts'
import { send } from './lab.ts'

const { localOrigin, origin } = pageOrigins.app
const open: Listening[] = []
after(() => Promise.all(open.map((each) => each.close())))

/** Starts a server that echoes bodies, with an event stream and a WebSocket, behind a gateway. */
async function start(page?: GatewayOptions['page']) {
  const server = createServer((request, response) => {
    if (request.url === '/hang-up') request.socket.destroy()
    else if (request.url === '/events') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('data: 1\n\n')
    } else {
      const lines = ['X-B', '1', 'x-a', '2', 'X-B', '3', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2']
      response.writeHead(200, 'Fine', lines)
      request.pipe(response)
    }
  })
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.origin !== origin) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('message', (data) => webSocket.send(data))
    })
  })
  const recorder = createRecorder()
  const upstream = await listenOnLoopback(server)
  const mappings = () => Object.values(pageOrigins)
  const gateway = await startGateway({
    target: upstream.port,
    mappings,
    recorder,
    ...(page && { page }),
  })
  open.push(gateway, upstream)
  return { url: `http://localhost:${gateway.port}`, recorder }
}

test('bodies and repeated header lines → forwarded unchanged', async () => {
  const { url, recorder } = await start()
  const response = await send(`${url}/echo`, { method: 'POST', body: 'héllo' })
  assert.equal(response.body, 'héllo')
  assert.deepEqual(response.rawHeaders.slice(0, 6), ['X-B', '1', 'x-a', '2', 'X-B', '3'])
  assert.deepEqual(response.headers['set-cookie'], ['a=1', 'b=2'])
  assert.equal(recorder.recorded()[0]?.responseHeaders?.[4]?.[1], 'b=***')
})

test('the page of the origin: its file is sent with its headers, and is not recorded; other paths reach the server', async () => {
  const { url, recorder } = await start({
    files: { '/runner.html': { type: 'text/html', read: async () => '<p>page</p>' } },
    headers: (port) => ({ 'X-Port': String(port) }),
  })
  const page = await send(`${url}/runner.html?lab=5273`)
  assert.equal(page.body, '<p>page</p>')
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.headers['x-port'], new URL(url).port)
  assert.deepEqual(recorder.recorded(), [])
  await send(`${url}/runner.html`, { method: 'POST' })
  await send(`${url}/runner.js`)
  assert.deepEqual(
    recorder.recorded().map(({ method, path }) => `${method} ${path}`),
    ['POST /runner.html', 'GET /runner.js'],
  )
})

test('a server that closes the connection → an exchange without a response, and a network error', async () => {
  const { url, recorder } = await start()
  await assert.rejects(send(`${url}/hang-up`))
  const [exchange] = recorder.recorded()
  assert.equal(exchange?.path, '/hang-up')
  assert.equal(exchange.status, undefined)
})

test('an event of a stream → forwarded while the stream is open', async () => {
  const { url, recorder } = await start()
  const stop = new AbortController()
  const response = await fetch(`${url.replace('localhost', '127.0.0.1')}/events`, {
    signal: stop.signal,
  })
  const first = await response.body?.getReader().read()
  assert.equal(Buffer.from(first?.value ?? []).toString(), 'data: 1\n\n')
  assert.equal(recorder.recorded()[0]?.status, 200)
  stop.abort()
})

test('a WebSocket of the allowed origin → opens and carries messages', async () => {
  const { url, recorder } = await start()
  const socket = new WebSocket(url.replace('http://localhost', 'ws://127.0.0.1'), {
    origin: localOrigin,
  })
  const message = await new Promise((resolve, reject) => {
    socket.on('open', () => socket.send('hello'))
    socket.on('message', (data: Buffer) => resolve(data.toString()))
    socket.on('error', reject)
  })
  assert.equal(message, 'hello')
  assert.equal(recorder.recorded()[0]?.status, 101)
  socket.terminate()
})

test('a WebSocket of another origin → rejected with the status of the server', async () => {
  const { url, recorder } = await start()
  const socket = new WebSocket(url.replace('http://localhost', 'ws://127.0.0.1'), {
    origin: pageOrigins.attacker.localOrigin,
  })
  const error = await new Promise((resolve) => socket.on('error', resolve))
  assert.match(String(error), /403/)
  const [exchange] = recorder.recorded()
  assert.equal(exchange?.status, 403)
  assert.ok(exchange.requestHeaders.some(([, value]) => value === pageOrigins.attacker.origin))
})
