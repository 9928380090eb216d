import type { BrowserContextOptions } from '@playwright/test'
import { readFile } from 'node:fs/promises'

/** A storage state, as a project has it in `use`: a path, or the state itself. */
export type StorageState = BrowserContextOptions['storageState']

type Cookie = Exclude<StorageState, string | undefined>['cookies'][number]

/**
 * Reads the cookies of a storage state that a browser sends to a URL: those of its host and path.
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

/** @see https://httpwg.org/specs/rfc6265.html#cookie */
function isSentTo({ hostname, pathname }: URL, { domain, path, expires }: Cookie): boolean {
  const isOfHost = domain.startsWith('.') ? `.${hostname}`.endsWith(domain) : hostname === domain
  const isOfPath = path === pathname || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
  return isOfHost && isOfPath && (expires === -1 || expires * 1000 > Date.now())
}
