import { createServer } from 'node:http'
import { readSetup, report } from './_serve.ts'

/** The ceiling: no framework, no router, no CORS. */
const { page } = readSetup()

const server = createServer((_request, response) => {
  const body = JSON.stringify(page)
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => report(server))
