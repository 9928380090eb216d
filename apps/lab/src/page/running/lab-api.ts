import type { CustomResponses, Recorded, Run, ScenarioView } from '../../shared/types.ts'
import type { SideName } from './side-name.ts'

/** The body of `POST /lab/runs`. The paths of each of `customs` begin with its index: `/0/api/items`. */
export type RunRequest =
  | { scenario: string; side: SideName }
  | { custom: CustomResponses }
  | { customs: readonly CustomResponses[] }

/** Fetches all scenarios. Rejects with the message of the lab's server, as all functions here do but `endRun`. */
export const fetchScenarios = () => request<ScenarioView[]>('GET', '/lab/scenarios')

/** Starts the server of a run. It ends after ten minutes, or with `endRun`. */
export const startRun = (run: RunRequest) => request<Run>('POST', '/lab/runs', run)

/** Fetches the exchanges that a run has recorded so far. */
export const fetchRecorded = (id: string) => request<Recorded[]>('GET', `/lab/runs/${id}`)

/** Ends a run. Does nothing if it has ended already. */
export async function endRun(id: string): Promise<void> {
  await fetch(`/lab/runs/${id}`, { method: 'DELETE' }).catch(() => undefined)
}

async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    cache: 'no-store',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error('The lab’s server does not respond. Is it still running?')
  })
  if (!response.ok) throw new Error(await problem(response, `${method} ${path}`))
  return (await response.json()) as T
}

/** Returns the problems in an error response of the control API, or else its status. */
async function problem(response: Response, what: string): Promise<string> {
  const text = await response.text().catch(() => '')
  try {
    const { problems } = JSON.parse(text) as { problems?: unknown }
    if (Array.isArray(problems)) return problems.map(String).join('\n')
  } catch {
    // The body is not JSON.
  }
  return `${what} got ${response.status}.`
}
