import { request, type IncomingHttpHeaders } from 'node:http'
import type { CustomResponses, Recorded, Run } from '../src/shared/types.ts'
import type { Lab } from '../src/server/start-lab.ts'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  rawHeaders: string[]
  body: string
}

export interface Ask {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** Asks as a browser would, whatever this machine's resolver makes of `*.localhost`. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Ask = {}) {
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

/** Posts JSON to the control API, with the Origin that its own page has. */
export function post(lab: Lab, body: unknown, headers: Record<string, string> = {}) {
  return ask(`${lab.origin}/lab/runs`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: lab.origin, ...headers },
    body: JSON.stringify(body),
  })
}

export async function startCustom(lab: Lab, custom: CustomResponses): Promise<Run> {
  const { status, body } = await post(lab, { custom })
  if (status !== 201) throw new Error(`${status} ${body}`)
  return JSON.parse(body) as Run
}

export async function recorded(lab: Lab, { id }: Run): Promise<Recorded[]> {
  return JSON.parse((await ask(`${lab.origin}/lab/runs/${id}`)).body) as Recorded[]
}

/** An API that says nothing of CORS. */
export const plain: CustomResponses = {
  preflight: { status: 204, headers: [] },
  actual: { status: 200, headers: [], body: 'hello' },
}
