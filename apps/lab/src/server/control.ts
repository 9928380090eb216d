import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Side } from '../shared/types.ts'
import { listenCustom, readCustomResponses } from './custom-server.ts'
import { startSide } from './start-side.ts'
import type { Runs } from './runs.ts'
import { viewOf, type LoadedScenario } from './scenarios.ts'
import { sourceFiles } from './source-files.ts'

/** Enough for the largest responses of a custom server (see `customLimits`). */
const maxBodyBytes = 131_072

/** A response of the control API: JSON, a file's text, or no body. */
interface Reply {
  status: number
  body?: unknown
  text?: string
  headers?: Record<string, string>
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * The API by which the lab's page starts and reads runs.
 *
 * | request | response |
 * |---|---|
 * | `GET /lab/scenarios` | 200, `ScenarioView[]` |
 * | `POST /lab/runs` with `{ scenario, side }` or `{ custom }` | 201, `Run` |
 * | `POST /lab/runs` with `{ customs }`, a list | 201, `Run`: the paths of each begin with its index, from `/0/` |
 * | `GET /lab/runs/:id` | 200, `Recorded[]` |
 * | `DELETE /lab/runs/:id` | 204 |
 * | `GET /lab/files/:path` | 200, a file that a scenario links to, as text |
 *
 * An error response has `{ error, problems }`: all reasons as one text, and as a list.
 * A request of another origin gets 403 before it has an effect.
 *
 * @param scenarios that can be run
 * @param runs holds the servers that are started
 */
export function createControl(scenarios: readonly LoadedScenario[], runs: Runs): Handle {
  const views = scenarios.map(viewOf)
  const byId = new Map(scenarios.map(({ id, scenario }) => [id, scenario]))
  const { textOf } = sourceFiles(scenarios)

  const startRun = async (request: IncomingMessage): Promise<Reply> => {
    const type = request.headers['content-type'] ?? ''
    if (!/^application\/json\s*(?:;|$)/i.test(type))
      return problem(415, 'The body must be JSON: send Content-Type: application/json.')
    const text = await bodyOf(request)
    if (text === undefined)
      return problem(413, `The body is too long: the maximum is ${maxBodyBytes} bytes.`)
    const body = parse(text)
    if (body === undefined) return problem(400, 'The body is not a JSON object.')

    if ('custom' in body) return startCustom([body['custom']], () => 0)
    if ('customs' in body)
      return Array.isArray(body['customs'])
        ? startCustom(body['customs'], numberIn)
        : problem(400, '"customs" must be a list of responses.')
    const side = sideOf(body['scenario'], body['side'])
    return 'steps' in side
      ? { status: 201, body: await runs.start({ listen: () => startSide(side) }) }
      : side
  }

  /** @param indexOf returns the index of the responses for a path */
  const startCustom = async (
    given: readonly unknown[],
    indexOf: (path: string) => number,
  ): Promise<Reply> => {
    const read = given.map(readCustomResponses)
    const problems = read.flatMap((each) => ('problems' in each ? each.problems : []))
    if (problems.length > 0) return problem(400, ...problems)
    const customs = read.flatMap((each) => ('problems' in each ? [] : [each]))
    const listen = () => listenCustom((path) => customs[indexOf(path)])
    return { status: 201, body: await runs.start({ listen }) }
  }

  const sideOf = (id: unknown, side: unknown): Side | Reply => {
    const scenario = typeof id === 'string' ? byId.get(id) : undefined
    if (!scenario) return problem(404, `There is no scenario ${JSON.stringify(id)}.`)
    if (side !== 'wrong' && side !== 'right')
      return problem(400, `side ${JSON.stringify(side)}: use "wrong" or "right".`)
    return scenario[side] ?? problem(404, `Scenario "${String(id)}" has no side "right".`)
  }

  const respond = async (request: IncomingMessage): Promise<Reply> => {
    if (!isSameOrigin(request)) return problem(403, 'Only the lab’s own page can call this API.')
    const { method = '' } = request
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const reads = method === 'GET' || method === 'HEAD'
    if (path === '/lab/scenarios')
      return reads ? { status: 200, body: views } : notAllowed('GET, HEAD')
    if (path === '/lab/runs') return method === 'POST' ? startRun(request) : notAllowed('POST')
    if (path.startsWith('/lab/files/')) {
      if (!reads) return notAllowed('GET, HEAD')
      const text = await textOf(path.slice('/lab/files/'.length))
      return text === undefined
        ? problem(404, `No scenario links to ${path}.`)
        : { status: 200, text }
    }
    const [, id] = /^\/lab\/runs\/([^/]+)$/.exec(path) ?? []
    if (id === undefined) return problem(404, `The control API has no ${path}.`)
    if (method === 'DELETE') return (await runs.end(id)) ? { status: 204 } : noRun()
    if (!reads) return notAllowed('GET, HEAD, DELETE')
    const recorded = runs.recorded(id)
    return recorded ? { status: 200, body: recorded } : noRun()
  }

  return async (request, response) => {
    const { status, body, text, headers } = await respond(request).catch((error: unknown): Reply =>
      problem(500, `The server did not start: ${String(error)}`),
    )
    // Node would parse the unread rest of the body as the next request on this connection.
    if (!request.complete) response.setHeader('Connection', 'close')
    response.writeHead(status, {
      'Cache-Control': 'no-store',
      ...(body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(text !== undefined && { 'Content-Type': 'text/plain; charset=utf-8' }),
      ...headers,
    })
    response.end(text ?? (body === undefined ? undefined : JSON.stringify(body)))
  }
}

/** The number at the beginning of a path: 1 of `/1/api/items`. */
function numberIn(path: string): number {
  return Number.parseInt(path.slice(1), 10)
}

/**
 * Whether a request is same-origin, or not of a page. A GET without `mode: 'cors'` has no Origin:
 * Sec-Fetch-Site rejects it if it is cross-origin.
 */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  return headers.origin === undefined || headers.origin === `http://${headers.host ?? ''}`
}

function problem(status: number, ...problems: string[]): Reply {
  return { status, body: { error: problems.join('\n'), problems } }
}

function noRun(): Reply {
  return problem(404, 'The run does not exist, or has ended: a run ends after ten minutes.')
}

function notAllowed(allow: string): Reply {
  return { ...problem(405, `Use ${allow}.`), headers: { Allow: allow } }
}

/** The body as text; undefined if it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
