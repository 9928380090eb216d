import { demoAccount } from '@repo/api/database/seed'
import { startPageServer } from 'cors-verify/browser'
import type { Stack } from './stack.ts'

/** Where a deployment is, when both variables are given. */
export function deploymentFromEnvironment(): { webOrigin: string; apiOrigin: string } | undefined {
  const { WEB_ORIGIN: webOrigin, API_ORIGIN: apiOrigin } = process.env
  return webOrigin && apiOrigin ? { webOrigin, apiOrigin } : undefined
}

/** A deployment, wherever it is; `E2E_NAME` and `E2E_PASSWORD` name an account other than demo. */
export async function startDeploymentStack(): Promise<Stack> {
  const origins = deploymentFromEnvironment()
  if (!origins) throw new Error('Set WEB_ORIGIN and API_ORIGIN to the origins of the deployment.')
  const foreign = await startPageServer()
  const account = {
    name: process.env['E2E_NAME'] ?? demoAccount.name,
    password: process.env['E2E_PASSWORD'] ?? demoAccount.password,
  }
  return {
    shape: 'deployment',
    ...origins,
    foreignOrigins: [`http://localhost:${foreign.port}`, `http://127.0.0.1:${foreign.port}`],
    account,
    newAccount: () => Promise.resolve(account),
    async close() {
      foreign.close()
    },
  }
}
