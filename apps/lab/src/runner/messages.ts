import type { Outcome, Action } from '../shared/types.ts'

/** What the lab's page asks of a frame. `key` comes back with the outcome. */
export interface RunMessage {
  type: 'run'
  key: string | number
  api: string
  action: Action
}

/** The API is a run's, on loopback, and the action stays on it. */
export function isRunMessage(data: unknown): data is RunMessage {
  if (typeof data !== 'object' || data === null) return false
  const { type, api, action } = data as Partial<RunMessage>
  return (
    type === 'run' &&
    typeof api === 'string' &&
    /^http:\/\/(?:[a-z\d.-]+\.localhost|localhost|127\.0\.0\.1):\d+$/.test(api) &&
    typeof action === 'object' &&
    typeof action.path === 'string' &&
    action.path.startsWith('/')
  )
}

export function outcomeMessage(key: RunMessage['key'], outcome: Outcome) {
  return { type: 'outcome', key, outcome } as const
}
