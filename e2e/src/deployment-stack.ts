import { startPageServer } from 'cors-verify/browser'
import { readDeployment } from './deployment.ts'
import type { Stack } from './stack.ts'

/** A deployment: its servers run somewhere else. */
export async function startDeploymentStack(): Promise<Stack> {
  const deployment = readDeployment()
  if (!deployment) throw new Error('No deployment is under test: WEB_ORIGIN is not set.')
  const { webOrigin, apiOrigin, account, privateAuthority } = deployment
  const foreign = await startPageServer()
  return {
    shape: 'deployment',
    webOrigin,
    apiOrigin,
    foreignOrigins: [`http://localhost:${foreign.port}`, `http://127.0.0.1:${foreign.port}`],
    // Browsers do not read NODE_EXTRA_CA_CERTS; the probe has verified both certificates.
    ignoreHTTPSErrors: privateAuthority,
    account,
    newAccount: () => Promise.resolve(account),
    async close() {
      foreign.close()
    },
  }
}
