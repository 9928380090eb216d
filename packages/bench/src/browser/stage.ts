import { buildApp } from '@repo/api'
import { seed } from '@repo/api/database/seed'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createServer as createSocketServer, type AddressInfo, type Server } from 'node:net'
import { inChromium } from './chromium.ts'
import { startDelayProxy } from './delay-proxy.ts'

const types = { js: 'text/javascript', html: 'text/html' }

/** A page and the API on two origins of this machine, and what of it the API saw. */
export interface Stage {
  /** Opens a page of bench/pages in a new Chromium, and waits for its report. */
  visit(page: string): Promise<unknown>
  /** CORS-preflight requests that have reached the API. */
  preflights(): number
  /** Connections that have reached the API. */
  connections(): number
  close(): Promise<void>
}

/** @param roundTripMs how far away the API is */
export async function openStage(roundTripMs = 0): Promise<Stage> {
  const web = createServer()
  const webOrigin = await originOf(web)
  const api = await freePort()
  const proxy = await startDelayProxy(api, roundTripMs)
  const apiOrigin = `http://localhost:${proxy.port}`

  const database = await openDatabase(':memory:')
  await seed(database)
  const app = await buildApp({
    policy: definePolicy('bench', { ...corsPolicy, apiOrigin, allowedOrigins: [webOrigin] }),
    database,
    cookieSecrets: ['a key for the bench only: it is public'],
  })
  let preflights = 0
  app.server.prependListener('request', ({ method }) => {
    if (method === 'OPTIONS') preflights += 1
  })
  await app.listen({ port: api, host: '127.0.0.1' })

  let done: (report: unknown) => void = () => undefined
  web.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', webOrigin)
    if (pathname === '/done') {
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => done(JSON.parse(body)))
      response.end()
      return
    }
    const type = types[pathname.endsWith('.js') ? 'js' : 'html']
    readFile(new URL(`../../pages${pathname}`, import.meta.url)).then(
      (file) => response.setHeader('content-type', type).end(file),
      () => response.writeHead(404).end(),
    )
  })

  return {
    visit(page) {
      const report = new Promise((resolve) => (done = resolve))
      const separator = page.includes('?') ? '&' : '?'
      return inChromium(`${webOrigin}/${page}${separator}api=${apiOrigin}`, report)
    },
    preflights: () => preflights,
    connections: () => proxy.connections(),
    async close() {
      proxy.close()
      web.closeAllConnections()
      web.close()
      await app.close()
    },
  }
}

async function originOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://localhost:${(server.address() as AddressInfo).port}`
}

async function freePort(): Promise<number> {
  const server = createSocketServer()
  await originOf(server)
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
