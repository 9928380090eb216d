import { DeploymentError, type Deployment } from './deployment.ts'

/** The time limit of the whole probe. */
const probeMs = 2000

/** The parts of a response that the probe uses. */
interface Reply {
  status: number
  headers: Headers
  text: string
}

/**
 * Probes a deployment before the first test, for at most two seconds: both hosts respond with trusted
 * certificates, the API is that of this repository and allows the page, the page is built for the API,
 * and the account can sign in. The probe signs out again.
 *
 * @throws {DeploymentError} with one line for each problem
 */
export async function probeDeployment(
  deployment: Deployment,
  signal = AbortSignal.timeout(probeMs),
): Promise<void> {
  const problems = await Promise.all([probeApi(deployment, signal), probeWeb(deployment, signal)])
  const found = problems.filter((problem) => problem !== undefined)
  if (found.length > 0) throw new DeploymentError(found)
}

/**
 * Checks whether the API of a deployment is another one than that of this repository.
 *
 * @returns one line that states it; undefined if it is the API of this repository, does not respond, or
 *   fails with a 5xx status
 */
export async function describeForeignApi(
  deployment: Pick<Deployment, 'apiOrigin' | 'webOrigin'>,
  signal = AbortSignal.timeout(probeMs),
): Promise<string | undefined> {
  const list = await requestList(deployment, signal)
  if (typeof list === 'string' || list.status >= 500 || isItemList(list)) return undefined
  return problemOf('API_ORIGIN', deployment.apiOrigin)(
    'FOREIGN',
    `this is not the items API of this repository: GET /api/items responds ${summaryOf(list)}`,
  )
}

function requestList(
  { apiOrigin, webOrigin }: Pick<Deployment, 'apiOrigin' | 'webOrigin'>,
  signal: AbortSignal,
): Promise<Reply | string> {
  return request(`${apiOrigin}/api/items?limit=1`, { headers: { origin: webOrigin }, signal })
}

async function probeApi(deployment: Deployment, signal: AbortSignal): Promise<string | undefined> {
  const { apiOrigin, webOrigin } = deployment
  const problem = problemOf('API_ORIGIN', apiOrigin)
  const list = await requestList(deployment, signal)
  if (typeof list === 'string') return problem('UNREACHABLE', list)

  if (list.status >= 500) {
    return problem(
      'FAILS',
      `GET /api/items responds ${list.status}. Start the API, and look into its log`,
    )
  }
  if (!isItemList(list)) {
    return problem(
      'FOREIGN',
      `this is not the items API of this repository: GET /api/items responds ${summaryOf(list)}.` +
        ' These tests are for this app; npm run e2e, in the root folder, runs those of any API',
    )
  }
  // A same-origin API needs no CORS headers.
  if (apiOrigin !== webOrigin && list.headers.get('access-control-allow-origin') !== webOrigin) {
    return problem(
      'DISALLOWS',
      `the API does not allow pages of WEB_ORIGIN "${webOrigin}". Correct WEB_ORIGIN, or add it to` +
        ' WEB_ORIGINS of the API and restart the API',
    )
  }
  return probeAccount(deployment, signal)
}

/** Signs in and out. The password is sent only after the API has proved to be that of this repository. */
async function probeAccount(
  { apiOrigin, webOrigin, account }: Deployment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const url = `${apiOrigin}/api/session`
  const signedIn = await request(url, {
    method: 'POST',
    headers: { origin: webOrigin, 'content-type': 'application/json' },
    body: JSON.stringify(account),
    signal,
  })
  // A slow sign-in is not a problem, and the tests wait until a rate limit is over.
  if (typeof signedIn === 'string' || signedIn.status === 429) return undefined
  if (signedIn.status !== 200) {
    return problemOf('E2E_NAME', account.name)(
      'REJECTED',
      `the API rejects this name with its password: POST /api/session responds` +
        ` ${summaryOf(signedIn)}. Add an account with npm run add-user, and set E2E_NAME and` +
        ' E2E_PASSWORD',
    )
  }
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ')
  await request(url, { method: 'DELETE', headers: { origin: webOrigin, cookie }, signal })
  return undefined
}

async function probeWeb(
  { apiOrigin, webOrigin }: Deployment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const problem = problemOf('WEB_ORIGIN', webOrigin)
  const page = await request(`${webOrigin}/`, { signal })
  if (typeof page === 'string') return problem('UNREACHABLE', page)

  // The build puts the API's origin into two preconnect links.
  const links = page.text.match(/<link\b[^>]*>/g)?.filter((link) => link.includes('preconnect'))
  const builtFor = links?.map((link) => /href="([^"]*)"/.exec(link)?.[1])[0]
  if (builtFor === undefined) {
    return problem('FOREIGN', `this is not the page of this app: GET / responds ${summaryOf(page)}`)
  }
  if (builtFor !== apiOrigin) {
    return problem(
      'MISMATCH',
      `the page is built for the API at "${builtFor}", and API_ORIGIN is "${apiOrigin}". Correct` +
        ` API_ORIGIN, or build again: VITE_API_ORIGIN=${apiOrigin} npm run build`,
    )
  }
  return undefined
}

function problemOf(variable: string, value: string) {
  return (kind: string, text: string) =>
    `${variable}_${kind}  ${variable} ${JSON.stringify(value)}: ${text}.`
}

function isItemList({ status, headers, text }: Reply): boolean {
  try {
    const { items } = JSON.parse(text) as { items: unknown }
    return status === 200 && Array.isArray(items) && headers.has('x-total-count')
  } catch {
    return false
  }
}

function summaryOf({ status, headers, text }: Reply): string {
  const code = /"code":"(\w+)"/.exec(text)?.[1]
  const type = headers.get('content-type')?.split(';', 1)[0]
  return [status, code ?? type].filter(Boolean).join(' ')
}

/** @returns the response, or the reason why there is none, with the fix */
async function request(url: string, init: RequestInit): Promise<Reply | string> {
  try {
    const response = await fetch(url, { redirect: 'manual', ...init })
    const { status, headers } = response
    return { status, headers, text: await response.text() }
  } catch (error) {
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  const { name, cause } = error as Error
  if (name === 'TimeoutError') {
    return `no complete response within ${probeMs / 1000} s. Check host and port, and whether the server runs`
  }
  const { code = '', message } = (cause ?? error) as NodeJS.ErrnoException
  const known = reasons.find(([codes]) => codes.test(code))
  return known
    ? known[1].replace('{code}', code)
    : `the request fails: ${message || code}. Check the origin`
}

/** The meaning of Node's error codes, with the fix. */
const reasons: [codes: RegExp, reason: string][] = [
  [/^ENOTFOUND$|^EAI_/, 'DNS has no address for this host ({code}). Check how it is spelled'],
  [
    /^ECONNREFUSED$/,
    'no server listens at this host and port ({code}). Start it, or check the port',
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'its certificate is for other names ({code}). Check the host, or renew the certificate',
  ],
  [/^CERT_HAS_EXPIRED$/, 'its certificate has expired ({code}). Renew it'],
  [
    /^(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|^UNABLE_TO_(?:VERIFY|GET_ISSUER)|^CERT_/,
    'its certificate is not trusted ({code}). If an authority of your own signed it, name the file' +
      ' of that authority: NODE_EXTRA_CA_CERTS=ca.pem npm run e2e',
  ],
  [/^ERR_SSL|^EPROTO$/, 'the server does not speak TLS there ({code}). Check scheme and port'],
]
