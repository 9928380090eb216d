import { demoAccount } from '@repo/api/database/seed'
import {
  CorsConfigError,
  corsPolicy,
  definePolicy,
  firstWebOrigin,
  formatIssue,
} from '@repo/config'
import type { Account } from './stack.ts'

/** A deployment under test. */
export interface Deployment {
  webOrigin: string
  apiOrigin: string
  /** The account that the tests sign in with. */
  account: Account
  /**
   * Whether Node trusts a certificate authority that browsers do not trust: `NODE_EXTRA_CA_CERTS` is
   * set. Node then verifies the certificates once, before the first test.
   */
  privateAuthority: boolean
}

/** Thrown if the variables do not name exactly one deployment, with all problems. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError'

  constructor(problems: readonly string[]) {
    super(problems.join('\n\n'))
    // The message is for the operator; the stack of Playwright's loader is not.
    this.stack = ''
  }
}

/** The variables that choose a deployment, and its account. `npm test` removes them. */
export const deploymentVariables = [
  'WEB_ORIGIN',
  'API_ORIGIN',
  'WEB_ORIGINS',
  'E2E_NAME',
  'E2E_PASSWORD',
] as const

/**
 * Reads the deployment under test from `WEB_ORIGIN` and `API_ORIGIN`.
 *
 * @returns undefined if no variable names a deployment: the tests then start servers of their own
 * @throws {DeploymentError} if the variables are incomplete or invalid: a run must not pass without
 *   testing the servers that they name
 */
export function readDeployment(variables: NodeJS.ProcessEnv = process.env): Deployment | undefined {
  // An empty variable counts as unset, as everywhere in this repository.
  const given = deploymentVariables.filter((name) => variables[name])
  if (given.length === 0) return undefined

  const { WEB_ORIGIN = '', API_ORIGIN = '', WEB_ORIGINS, E2E_NAME, E2E_PASSWORD } = variables
  const problems = [
    ...missingOrigins(WEB_ORIGIN, API_ORIGIN, WEB_ORIGINS, given),
    ...invalidOrigins(WEB_ORIGIN, API_ORIGIN),
    ...(Boolean(E2E_NAME) === Boolean(E2E_PASSWORD) ? [] : [incompleteAccount(E2E_NAME)]),
  ]
  if (problems.length > 0) throw new DeploymentError(problems)
  return {
    webOrigin: WEB_ORIGIN,
    apiOrigin: API_ORIGIN,
    account: {
      name: E2E_NAME || demoAccount.name,
      password: E2E_PASSWORD || demoAccount.password,
    },
    privateAuthority: Boolean(variables['NODE_EXTRA_CA_CERTS']),
  }
}

function missingOrigins(
  webOrigin: string,
  apiOrigin: string,
  webOrigins = '',
  given: readonly string[],
): string[] {
  const names = given.join(', ')
  const exact = firstWebOrigin(webOrigins.split(','))
  const plural =
    ` WEB_ORIGINS ${JSON.stringify(webOrigins)} configures the API; the tests read WEB_ORIGIN, the` +
    ' one origin that the browsers open.'
  const problem = (name: string, value: string, more = '') =>
    `${name}_MISSING  ${name} "": is not set, and a test of a deployment needs it (set: ${names}).` +
    `${more} Set ${name}=${value}; or unset ${names} to test servers that are started here.`
  return [
    ...(webOrigin
      ? []
      : [problem('WEB_ORIGIN', exact || 'https://app.…', webOrigins ? plural : '')]),
    ...(apiOrigin ? [] : [problem('API_ORIGIN', 'https://api.…')]),
  ]
}

/** Applies the rules of packages/config to the origins that are set. */
function invalidOrigins(webOrigin: string, apiOrigin: string): string[] {
  try {
    definePolicy(
      'development',
      {
        ...corsPolicy,
        // An origin that is missing is reported elsewhere.
        apiOrigin: apiOrigin || 'https://api.example.com',
        allowedOrigins: [webOrigin || 'https://app.example.com'],
        // Whether http is safe is for the API to decide; it started with these origins.
        dangerouslyAllowInsecureOrigins: true,
      },
      { apiOrigin: 'API_ORIGIN', allowedOrigins: 'WEB_ORIGIN' },
    )
  } catch (error) {
    if (!(error instanceof CorsConfigError)) throw error
    return error.issues
      .map((issue) => ({ ...issue, source: issue.source.replace('[0]', '') }))
      .filter(({ source }) => source === 'API_ORIGIN' || source === 'WEB_ORIGIN')
      .map(formatIssue)
  }
  return webOrigin.includes('*')
    ? [
        `WEB_ORIGIN_PATTERN  WEB_ORIGIN "${webOrigin}": a pattern matches many origins, and the` +
          ' browsers open one. Set the exact origin of the page.',
      ]
    : []
}

function incompleteAccount(name: string | undefined): string {
  const [set, missing] = name ? ['E2E_NAME', 'E2E_PASSWORD'] : ['E2E_PASSWORD', 'E2E_NAME']
  return (
    `${missing}_MISSING  ${missing} "": is not set, and ${set} is. Set both to the account that` +
    ` npm run add-user printed, or unset ${set} to sign in as ${demoAccount.name}.`
  )
}
