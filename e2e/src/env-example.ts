import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

const file = new URL('../../.env.example', import.meta.url)

/** The variables of `.env.example` with their default values. */
export const exampleVariables = parseEnv(
  readFileSync(file, 'utf8').replaceAll(/^# (?=[A-Z_]+=)/gm, ''),
) as Record<string, string>

/**
 * The same variables, empty, for processes that tests start: an empty variable counts as unset, and
 * the developer's own `.env` does not set it.
 */
export const unsetVariables: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(exampleVariables).map((name) => [name, '']),
)
