import type { Lines } from '../../shared/types.ts'
import { rightSetUp, type BuiltSetUp } from './set-up.ts'

export interface Preset {
  name: string
  setUp: BuiltSetUp
}

/** Sets a header on both legs, or on one; undefined takes it away. */
function change(
  changes: Readonly<Record<string, string | undefined>>,
  leg: 'both' | 'preflight' | 'actual' = 'both',
): BuiltSetUp {
  const apply = (head: { status: number; headers: Lines }) => ({
    ...head,
    headers: head.headers.flatMap(([name, value]): Lines => {
      if (!(name in changes)) return [[name, value]]
      const changed = changes[name]
      return changed === undefined ? [] : [[name, changed]]
    }),
  })
  const { preflight, actual } = rightSetUp
  return {
    ...rightSetUp,
    preflight: leg === 'actual' ? preflight : apply(preflight),
    actual: leg === 'preflight' ? actual : apply(actual),
  }
}

const origin = 'Access-Control-Allow-Origin'

/** Where to begin from. */
export const presets: readonly Preset[] = [
  { name: 'All right', setUp: rightSetUp },
  {
    name: 'No CORS layer',
    setUp: {
      ...rightSetUp,
      preflight: { status: 404, headers: [] },
      actual: { status: 200, headers: [['Content-Type', 'application/json']] },
    },
  },
  { name: '* with credentials', setUp: change({ [origin]: '*' }) },
  {
    name: '* without credentials',
    setUp: {
      ...change({ [origin]: '*', 'Access-Control-Allow-Credentials': undefined }),
      credentials: 'omit',
    },
  },
  {
    name: 'PATCH is not listed',
    setUp: change({ 'Access-Control-Allow-Methods': 'GET,HEAD,POST' }),
  },
  { name: 'A header is not listed', setUp: change({ 'Access-Control-Allow-Headers': undefined }) },
  { name: 'Trailing slash', setUp: change({ [origin]: 'https://app.example.com/' }) },
  {
    name: 'Preflight needs a sign-in',
    setUp: { ...rightSetUp, preflight: { ...rightSetUp.preflight, status: 401 } },
  },
  {
    name: 'Errors lack CORS',
    setUp: {
      ...change({ [origin]: undefined }, 'actual'),
      actual: { status: 500, headers: [['Content-Type', 'application/json']] },
    },
  },
  { name: 'Nothing exposed', setUp: change({ 'Access-Control-Expose-Headers': undefined }) },
  {
    name: 'Set by two layers',
    setUp: {
      ...rightSetUp,
      actual: { ...rightSetUp.actual, headers: [[origin, '*'], ...rightSetUp.actual.headers] },
    },
  },
  { name: 'Mode no-cors', setUp: { ...rightSetUp, method: 'GET', mode: 'no-cors' } },
  { name: 'An untrusted origin', setUp: { ...rightSetUp, page: 'attacker' } },
]
