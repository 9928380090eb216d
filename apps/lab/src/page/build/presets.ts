import type { Lines } from '../../shared/types.ts'
import { rightConfiguration, type Configuration } from './configuration.ts'

/** A configuration to start from, with the name of its button. */
export interface Preset {
  name: string
  configuration: Configuration
}

/** Returns the right configuration with changed headers in both responses, or in one; undefined removes a header. */
function change(
  changes: Readonly<Record<string, string | undefined>>,
  exchange: 'both' | 'preflight' | 'actual' = 'both',
): Configuration {
  const apply = (head: { status: number; headers: Lines }) => ({
    ...head,
    headers: head.headers.flatMap(([name, value]): Lines => {
      if (!(name in changes)) return [[name, value]]
      const changed = changes[name]
      return changed === undefined ? [] : [[name, changed]]
    }),
  })
  const { preflight, actual } = rightConfiguration
  return {
    ...rightConfiguration,
    preflight: exchange === 'actual' ? preflight : apply(preflight),
    actual: exchange === 'preflight' ? actual : apply(actual),
  }
}

const origin = 'Access-Control-Allow-Origin'

/** The configurations to start from, in the order of their buttons. */
export const presets: readonly Preset[] = [
  { name: 'All right', configuration: rightConfiguration },
  {
    name: 'No CORS layer',
    configuration: {
      ...rightConfiguration,
      preflight: { status: 404, headers: [] },
      actual: { status: 200, headers: [['Content-Type', 'application/json']] },
    },
  },
  { name: '* with credentials', configuration: change({ [origin]: '*' }) },
  {
    name: '* without credentials',
    configuration: {
      ...change({ [origin]: '*', 'Access-Control-Allow-Credentials': undefined }),
      credentials: 'omit',
    },
  },
  {
    name: 'PATCH is not listed',
    configuration: change({ 'Access-Control-Allow-Methods': 'GET,HEAD,POST' }),
  },
  {
    name: 'A header is not listed',
    configuration: change({ 'Access-Control-Allow-Headers': undefined }),
  },
  { name: 'Trailing slash', configuration: change({ [origin]: 'https://app.example.com/' }) },
  {
    name: 'Preflight needs a sign-in',
    configuration: {
      ...rightConfiguration,
      preflight: { ...rightConfiguration.preflight, status: 401 },
    },
  },
  {
    name: 'Errors lack CORS',
    configuration: {
      ...change({ [origin]: undefined }, 'actual'),
      actual: { status: 500, headers: [['Content-Type', 'application/json']] },
    },
  },
  {
    name: 'Nothing exposed',
    configuration: change({ 'Access-Control-Expose-Headers': undefined }),
  },
  {
    name: 'Set by two layers',
    configuration: {
      ...rightConfiguration,
      actual: {
        ...rightConfiguration.actual,
        headers: [[origin, '*'], ...rightConfiguration.actual.headers],
      },
    },
  },
  {
    name: 'Mode no-cors',
    configuration: { ...rightConfiguration, method: 'GET', mode: 'no-cors' },
  },
  { name: 'An untrusted origin', configuration: { ...rightConfiguration, page: 'attacker' } },
  {
    name: "The API's own origin",
    configuration: {
      ...rightConfiguration,
      page: 'api',
      actual: { status: 200, headers: [['Content-Type', 'application/json']] },
    },
  },
]
