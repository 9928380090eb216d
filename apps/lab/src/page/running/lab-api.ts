import type { CustomResponses, Recorded, Run, ScenarioView } from '../../shared/types.ts'
import type { SideName } from './side-name.ts'

/** What a run is started with. Of `customs`, each is below its number, from 0: `/0/api/items`. */
export type RunRequest =
  | { scenario: string; side: SideName }
  | { custom: CustomResponses }
  | { customs: readonly CustomResponses[] }

export const fetchScenarios = () => ask<ScenarioView[]>('GET', '/lab/scenarios')

/** Starts an API of one's own, for a few minutes. */
export const startRun = (run: RunRequest) => ask<Run>('POST', '/lab/runs', run)

/** What its server has received and sent so far. */
export const fetchRecorded = (id: string) => ask<Recorded[]>('GET', `/lab/runs/${id}`)

/** Ends a run. That it has ended already is no matter. */
export async function endRun(id: string): Promise<void> {
  await fetch(`/lab/runs/${id}`, { method: 'DELETE' }).catch(() => undefined)
}

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
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

/** What the server says is wrong, or its status where it says nothing. */
async function problem(response: Response, what: string): Promise<string> {
  const text = await response.text().catch(() => '')
  try {
    const { problems } = JSON.parse(text) as { problems?: unknown }
    if (Array.isArray(problems)) return problems.map(String).join('\n')
  } catch {
    // Not JSON: its status says enough.
  }
  return `${what} got ${response.status}.`
}
