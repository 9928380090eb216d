import { readFile } from 'node:fs/promises'
import { corsCheck } from '../decide/index.ts'
import type { HeaderLines } from '../decide/types.ts'
import type { Parsed, Wrong } from '../parse/parsed.ts'
import { parseUrl } from '../parse-url.ts'
import { headerOf } from './copied-options.ts'
import type { CopiedRequest } from './copied-request.ts'

/** The failed request of a HAR file. */
export interface HarRequest {
  request: CopiedRequest
  /** Sentences about the other failed requests, without values of headers. */
  notes: readonly string[]
}

/**
 * Reads the failed request from a HAR file, which the network panels of browsers export.
 *
 * @param url of the request to choose if several failed (default: the first one)
 */
export async function readHar(path: string, url?: string): Promise<Parsed<HarRequest>> {
  let text
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'does not exist.' : `cannot be read (${String(code)}).`
    return {
      reason,
      fix: 'Pass the path of a file that the network panel of a browser has exported.',
    }
  }
  return chooseRequest(text, url)
}

/** Chooses the failed request in the text of a HAR file. */
export function chooseRequest(text: string, url?: string): Parsed<HarRequest> {
  const entries = parseEntries(text)
  if (entries === undefined) return notAHar
  const failed = onePerRequest(entries.filter(hasFailed).map(({ request }) => request))
  const chosen = failed.find((request) => request.url === url) ?? failed[0]
  if (chosen === undefined) {
    return {
      reason: `has ${entries.length} requests, none of which failed.`,
      fix: 'Repeat the failing action with the network panel open, then export the HAR file again. A request counts as failed if it has no status, or a cross-origin response that the page cannot read.',
    }
  }
  const others = failed.filter((request) => request !== chosen).map(shown)
  const listed = others.slice(0, 5).join(', ') + (others.length > 5 ? ', …' : '')
  return {
    value: {
      request: chosen,
      notes:
        others.length === 0
          ? []
          : [
              `took ${shown(chosen)} of ${failed.length} failed requests; the others are ${listed}. Give the URL of another one as <url>.`,
            ],
    },
  }
}

const notAHar: Wrong = {
  reason: 'is not a HAR file, which is JSON with log.entries.',
  fix: 'Export one from the network panel: "Save all as HAR" (Firefox), "Export HAR" (Chromium, Safari).',
}

interface Entry {
  request: CopiedRequest
  status: number
  headers: HeaderLines
  error: string
}

/** @returns undefined if the text is not a HAR */
function parseEntries(text: string): Entry[] | undefined {
  let har: unknown
  try {
    // Some programs write a byte order mark.
    har = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
  const entries = at(at(har, 'log'), 'entries')
  return Array.isArray(entries) ? entries.flatMap((entry) => parseEntry(entry) ?? []) : undefined
}

function parseEntry(entry: unknown): Entry | undefined {
  const [request, response] = [at(entry, 'request'), at(entry, 'response')]
  const [url, method, status] = [at(request, 'url'), at(request, 'method'), at(response, 'status')]
  if (typeof url !== 'string' || typeof method !== 'string') return undefined
  const error = at(response, '_error')
  return {
    request: { url: url.replace(/#.*$/s, ''), method, headers: parseHeaders(request) },
    status: typeof status === 'number' ? status : 0,
    headers: parseHeaders(response),
    error: typeof error === 'string' ? error : '',
  }
}

function parseHeaders(message: unknown): HeaderLines {
  const headers = at(message, 'headers')
  if (!Array.isArray(headers)) return []
  return headers.flatMap((header) => {
    const [name, value] = [at(header, 'name'), at(header, 'value')]
    return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : []
  })
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/** The error of a request that the page or the user cancelled. */
const aborted = /ABORTED/

function hasFailed({ request, status, headers, error }: Entry): boolean {
  if (!/^https?:/.test(request.url) || aborted.test(error)) return false
  if (status === 0 || error !== '') return true
  const origin = headerOf(request.headers, 'origin')
  if (origin === undefined || origin === parseUrl(request.url)?.origin) return false
  // A form or a beacon sends Origin too, but its page reads no response.
  if (!['cors', undefined].includes(headerOf(request.headers, 'sec-fetch-mode'))) return false
  const credentials = headerOf(request.headers, 'cookie') === undefined ? 'omit' : 'include'
  return corsCheck({ origin, credentials }, headers) !== undefined
}

/** Merges a failed preflight and its actual request into one failed request. */
function onePerRequest(requests: readonly CopiedRequest[]): CopiedRequest[] {
  const byKey = new Map<string, CopiedRequest>()
  for (const request of requests) {
    const announced = headerOf(request.headers, 'access-control-request-method')
    const isPreflight = request.method === 'OPTIONS' && announced !== undefined
    const key = `${announced ?? request.method} ${request.url}`
    // The actual request is preferred: it has the values of its headers.
    if (!isPreflight || !byKey.has(key)) byKey.set(key, request)
  }
  return [...byKey.values()]
}

/** The method and the URL without its query, which may hold a secret. */
function shown({ method, url, headers }: CopiedRequest): string {
  const announced = headerOf(headers, 'access-control-request-method')
  return `${announced ?? method} ${url.replace(/\?.*$/s, '?…')}`
}
