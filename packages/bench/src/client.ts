import { Agent, request, type IncomingHttpHeaders } from 'node:http'

export interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}
export interface Response {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** Sends requests one after the other, on one keep-alive connection. */
export interface Client {
  send(request: Request): Promise<Response>
  close(): void
}

export function openClient(port: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    send({ method, path, headers, body = '' }) {
      const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
      const options = { host: '127.0.0.1', port, agent, method, path }
      return new Promise((resolve, reject) => {
        const sent = request({ ...options, headers: { ...headers, ...length } }, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => (text += chunk))
          response.on('error', reject)
          response.on('end', () => {
            const { statusCode: status = 0, headers } = response
            resolve({ status, headers, body: text })
          })
        })
        sent.on('error', reject)
        sent.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}
