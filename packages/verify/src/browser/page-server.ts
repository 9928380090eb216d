import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

// Without the icon, a browser requests /favicon.ico.
const page =
  '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>An origin</title></html>'

/** Starts a loopback server that responds with an empty page to every path. */
export async function startPageServer(): Promise<{ port: number; close: () => void }> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
