import type { Outcome, Action } from '../shared/types.ts'

/** The message with which the lab's page starts an action in a frame. */
export interface RunMessage {
  type: 'run'
  /** The message with the outcome has the same key. */
  key: string | number
  /** The origin of the run in the browser. */
  api: string
  action: Action
}

/** Whether a message is a `RunMessage` whose API is on loopback, and whose path cannot lead to another host. */
export function isRunMessage(data: unknown): data is RunMessage {
  if (typeof data !== 'object' || data === null) return false
  const { type, api, action } = data as Partial<Record<keyof RunMessage, unknown>>
  return (
    type === 'run' &&
    typeof api === 'string' &&
    /^http:\/\/(?:[a-z\d.-]+\.localhost|localhost|127\.0\.0\.1):\d+$/.test(api) &&
    typeof action === 'object' &&
    action !== null &&
    'path' in action &&
    typeof action.path === 'string' &&
    action.path.startsWith('/')
  )
}

/** Creates the message with which a frame returns the outcome of an action. */
export function outcomeMessage(key: RunMessage['key'], outcome: Outcome) {
  return { type: 'outcome', key, outcome } as const
}
