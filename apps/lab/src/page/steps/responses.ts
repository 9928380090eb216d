import { statusText } from 'cors-verify/diagram'
import type { Lines } from '../../shared/types.ts'
import type { Trial } from './types.ts'

/** A response of a trial's server, as it is shown. */
export interface ShownResponse {
  /** The requests that get it: `Response to OPTIONS`. */
  to: string
  lines: readonly { text: string; isNew: boolean }[]
}

interface Response {
  status: number
  headers: Lines
}

/**
 * Returns the responses of the server of a trial.
 *
 * @param before the trial before; lines that its server did not send are new
 */
export function responsesOf(trial: Trial, before: Trial | undefined): ShownResponse[] {
  const { preflight, actual } = trial.server
  const sendsPreflight = trial.expected.some(({ serverSaw }) => serverSaw?.includes('OPTIONS'))
  return [
    ...(sendsPreflight
      ? [{ to: 'Response to OPTIONS', lines: linesOf(preflight, before?.server.preflight) }]
      : []),
    {
      to: sendsPreflight ? 'Response to every other request' : 'Response to every request',
      lines: linesOf(actual, before?.server.actual),
    },
  ]
}

function linesOf(response: Response, before: Response | undefined): ShownResponse['lines'] {
  const known = before && textsOf(before)
  return textsOf(response).map((text) => ({ text, isNew: known?.includes(text) === false }))
}

function textsOf({ status, headers }: Response): string[] {
  return [`${status} ${statusText(status)}`, ...headers.map(([name, value]) => `${name}: ${value}`)]
}
