import { startPageServer } from 'cors-verify/browser'
import { readDeployment } from './deployment.ts'
import type { Stack } from './stack.ts'

/**
 * Connects to a deployment, whose servers run elsewhere. Its database may be empty, so this adds two
 * pages of items; `close` deletes them.
 */
export async function startDeploymentStack(): Promise<Stack> {
  const deployment = readDeployment()
  if (!deployment) throw new Error('No deployment is under test: WEB_ORIGIN is not set.')
  const { webOrigin, apiOrigin, account, privateAuthority } = deployment
  const pages = await startPageServer()

  const session = await signIn(apiOrigin, webOrigin, account)
  const request = (path: string, init: RequestInit, headers = {}) =>
    fetch(apiOrigin + path, {
      ...init,
      headers: { origin: webOrigin, cookie: session, ...headers },
    })
  const added: string[] = []
  for (let number = 1; number <= 11; number += 1) {
    const body = JSON.stringify({ title: `Item ${number} of the browser tests` })
    const json = { 'content-type': 'application/json' }
    const { headers } = await request('/api/items', { method: 'POST', body }, json)
    added.push(headers.get('location') ?? '')
  }

  return {
    environment: 'deployment',
    webOrigin,
    apiOrigin,
    disallowedOrigins: [`http://localhost:${pages.port}`, `http://127.0.0.1:${pages.port}`],
    // Browsers do not read NODE_EXTRA_CA_CERTS; the probe has verified both certificates.
    ignoreHTTPSErrors: privateAuthority,
    account,
    newAccount: () => Promise.resolve(account),
    signOut: (cookie) => signOut(apiOrigin, webOrigin, cookie),
    async close() {
      for (const path of added) await request(path, { method: 'DELETE' }, { 'if-match': '*' })
      await signOut(apiOrigin, webOrigin, session)
      pages.close()
    },
  }
}

/** Signs in, and waits if the deployment responds 429. @returns the cookie of the session */
async function signIn(apiOrigin: string, origin: string, account: object): Promise<string> {
  for (;;) {
    const response = await fetch(`${apiOrigin}/api/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(account),
    })
    if (response.status === 200) return response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
    if (response.status !== 429) throw new Error(`POST /api/session responds ${response.status}`)
    const seconds = Number(response.headers.get('retry-after'))
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}

async function signOut(apiOrigin: string, origin: string, cookie: string): Promise<void> {
  await fetch(`${apiOrigin}/api/session`, { method: 'DELETE', headers: { origin, cookie } })
}
