import type { BrowserContextOptions } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { isLoopback } from '../site.ts'

/** A storage state, as the `use` of a project has it: a path, or the state itself. */
export type StorageState = BrowserContextOptions['storageState']

type Cookie = Exclude<StorageState, string | undefined>['cookies'][number]

/**
 * Reads the cookies of a storage state that a browser sends to a URL: by host, path, expiry and `Secure`.
 *
 * @throws if the file is missing or is not JSON
 */
export async function cookiesOf(
  state: StorageState,
  url: URL,
): Promise<(readonly [name: string, value: string])[]> {
  const { cookies = [] } = typeof state === 'string' ? await read(state) : (state ?? {})
  return cookies
    .filter((cookie) => isSentTo(url, cookie))
    .map(({ name, value }) => [name, value] as const)
}

async function read(path: string): Promise<{ cookies?: Cookie[] }> {
  return JSON.parse(await readFile(path, 'utf8')) as { cookies?: Cookie[] }
}

/**
 * Whether a browser sends a cookie to a URL. Browsers send `Secure` cookies to loopback hosts over http too.
 *
 * @see https://httpwg.org/specs/rfc6265.html#cookie
 */
function isSentTo(
  { protocol, hostname, pathname }: URL,
  { domain, path, expires, secure }: Cookie,
): boolean {
  const isOfHost = domain.startsWith('.') ? `.${hostname}`.endsWith(domain) : hostname === domain
  const isOfPath = path === pathname || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
  const isOfScheme = !secure || protocol === 'https:' || isLoopback(hostname)
  return isOfHost && isOfPath && isOfScheme && (expires === -1 || expires * 1000 > Date.now())
}
