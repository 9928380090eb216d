import { get as getHttp } from 'node:http'
import { get as getHttps } from 'node:https'
import { websiteOf } from '../site.ts'
import type { BrowserOptions } from './types.ts'

/** Time limit for the response of a real page; after it, an empty page is used. */
const patienceMs = 2000

/** Whether an origin serves a page at `/`: HTML, or a redirect that may lead to HTML. */
export function hasRealPage(origin: string, resolve: BrowserOptions['resolve']): Promise<boolean> {
  const url = websiteOf(origin)
  if (!url) return Promise.resolve(false)
  const isHttps = url.protocol === 'https:'
  const real = resolve.get(`${url.hostname}:${url.port || (isHttps ? 443 : 80)}`)
  const options = {
    headers: { host: url.host, accept: 'text/html' },
    ...(real ? { hostname: real.address, port: real.port } : {}),
    ...(isHttps ? { servername: url.hostname, rejectUnauthorized: false } : {}),
    agent: false as const,
  }
  return new Promise((settle) => {
    const request = (isHttps ? getHttps : getHttp)(url, options, (response) => {
      const { statusCode = 0, headers } = response
      const isHtml = /^text\/html/i.test(headers['content-type'] ?? '')
      settle(statusCode < 300 ? isHtml : statusCode < 400)
      response.destroy()
    })
    // While a browser starts, this process may be blocked for seconds. A response that arrived meanwhile is
    // read between the two timers.
    let timer = setTimeout(() => {
      timer = setTimeout(() => request.destroy(new Error('too slow')), patienceMs / 2)
    }, patienceMs / 2)
    request.on('error', () => settle(false))
    request.on('close', () => {
      clearTimeout(timer)
      settle(false)
    })
  })
}
