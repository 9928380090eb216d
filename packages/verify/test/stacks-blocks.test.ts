import fastifyCors from '@fastify/cors'
import cors from 'cors'
import { cors as honoCors } from 'hono/cors'
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { compileFunction } from 'node:vm'
import { WebSocket, WebSocketServer } from 'ws'
import { serveExpress } from '../servers/express.ts'
import { serveFastify } from '../servers/fastify.ts'
import { serveHono } from '../servers/hono.ts'
import { defaultOptions, startServer, type Listening } from '../servers/index.ts'
import { serveNodeHttp } from '../servers/node-http.ts'
import type { CheckFinding } from '../src/check.ts'
import { verify, type Report } from '../src/index.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { createFixer } from '../src/stacks/fixes.ts'

/** Options with characters that a block has to escape. */
const options = {
  ...defaultOptions,
  origins: ['https://app.example.com', "https://it's-$home.example.com"],
  methods: ['GET', 'POST', 'PATCH', 'DELETE'],
  requestHeaders: ['content-type', "x-o'clock", 'x-`$tick`'],
  requests: [],
  webSockets: [],
  csrf: [],
  streams: [],
  browser: 'none' as const,
}

/** Compiles the block of a finding, without its imports, to a function with these parameters. */
function compiled(stack: string, code: CheckFinding['code'], ...names: string[]) {
  const plan = resolvePlan('https://api.example.com/api/items', { ...options, stack })
  const texts = { severity: 'broken' as const, observed: '', expected: '', evidence: [] }
  const block = createFixer(plan, [])({ ...texts, code })[0]?.block ?? ''
  const body = block.replaceAll(/^import .*$|await /gm, '')
  return compileFunction(body, names) as (...values: unknown[]) => unknown
}

async function verifyWith(listen: () => Promise<Listening>): Promise<Report> {
  const started = await startServer({ title: '', stack: 'proxy', expects: [], listen })
  try {
    return await verify(started.url, { ...options, resolve: started.resolve })
  } finally {
    await started.close()
  }
}

const listeners: Record<string, (code: CheckFinding['code']) => Promise<Listening>> = {
  fastify: (code) =>
    serveFastify((app) => compiled('fastify', code, 'app', 'cors')(app, fastifyCors)),
  express: (code) => serveExpress((app) => compiled('express', code, 'app', 'cors')(app, cors)),
  hono: (code) => serveHono((app) => compiled('hono', code, 'app', 'cors')(app, honoCors)),
  'node-http': (code) => {
    const listener = compiled('node-http', code, 'req', 'res')
    return serveNodeHttp({}, (req: IncomingMessage, res: ServerResponse) => {
      listener(req, res)
      return res.writableEnded
    })
  },
}

describe(
  'a server with the printed block passes the run that printed it',
  { concurrency: 2 },
  () => {
    for (const [stack, listen] of Object.entries(listeners))
      for (const code of ['method-not-allowed', 'disallowed-origin-reads-credentialed'] as const)
        it(`${stack}, the block of ${code} → nothing worse than info`, async () => {
          const { verdict, findings } = await verifyWith(() => listen(code))
          const bad = findings.filter(({ severity }) => severity !== 'info')
          assert.deepEqual(
            bad.map((finding) => `${finding.code} ${finding.observed}`),
            [],
          )
          assert.equal(verdict, 'ok')
        })
  },
)

describe('the printed block for WebSockets', () => {
  for (const stack of ['express', 'hono', 'koa', 'node-http'])
    it(`${stack} → an allowed origin opens it, a disallowed one gets 401`, async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as AddressInfo
      const code = 'websocket-disallowed-origin'
      compiled(stack, code, 'WebSocketServer', 'server')(WebSocketServer, server)
      try {
        assert.equal(await opened(port, 'https://app.example.com'), true)
        assert.equal(await opened(port, 'https://attacker.example'), 401)
      } finally {
        server.closeAllConnections()
        server.close()
      }
    })
})

/** True if the WebSocket opens, else the status of the response. */
function opened(port: number, origin: string): Promise<true | number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { origin })
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      socket.terminate()
      resolve(true)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('error', reject)
  })
}
