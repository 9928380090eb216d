import { request, type IncomingHttpHeaders } from 'node:http'
import type { CustomResponses, Recorded, Run } from '../src/shared/types.ts'
import type { Lab } from '../src/server/start-lab.ts'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  body: string
}

export interface SendOptions {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Sends a request to 127.0.0.1 with the host of the URL: not every resolver knows `*.localhost`. */
export function send(url: string, { method = 'GET', headers = {}, body }: SendOptions = {}) {
  const { host, port, pathname, search } = new URL(url)
  return new Promise<Reply>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method,
      headers: { Host: host, ...headers },
      agent: false,
    } as const
    request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
      .on('error', reject)
      .end(body)
  })
}

/** Posts JSON to `/lab/runs`, with the Origin of the lab's own page. */
export function post(lab: Lab, body: unknown, headers: Record<string, string> = {}) {
  return send(`${lab.origin}/lab/runs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: lab.origin, ...headers },
    body: JSON.stringify(body),
  })
}

/** Starts a run of custom responses. */
export async function startCustom(lab: Lab, custom: CustomResponses): Promise<Run> {
  const { status, body } = await post(lab, { custom })
  if (status !== 201) throw new Error(`${status} ${body}`)
  return JSON.parse(body) as Run
}

/** Returns the recorded exchanges of a run. */
export async function recorded(lab: Lab, { id }: Run): Promise<Recorded[]> {
  return JSON.parse((await send(`${lab.origin}/lab/runs/${id}`)).body) as Recorded[]
}

/** The responses of an API without CORS headers. */
export const plain: CustomResponses = {
  preflight: { status: 204, headers: [] },
  actual: { status: 200, headers: [], body: 'hello' },
}
