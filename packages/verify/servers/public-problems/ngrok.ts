// WRONG ON PURPOSE: the tunnel sends its warning page to browsers; preflights reach the API.
import { rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

const skip = 'ngrok-skip-browser-warning'

/** The free tunnel, in front of an API on uvicorn. */
const warning: Before = ({ method, headers }, response) => {
  const browser = headers['user-agent']?.startsWith('Mozilla/') ?? false
  if (method !== 'GET' || !browser || headers.upgrade || headers[skip] !== undefined) {
    response.setHeader('server', 'uvicorn')
    return false
  }
  response.writeHead(200, {
    'content-type': 'text/html',
    'ngrok-error-code': 'ERR_NGROK_6024',
  })
  response.end(
    '<!DOCTYPE html><html class="h-full" lang="en-US" dir="ltr"><head><link rel="preload" href="https://cdn.ngrok.com/static/fonts/euclid-square/EuclidSquare-Regular-WebS.woff" as="font"><noscript>You are about to visit abc.ngrok-free.app, served by 203.0.113.7. (ERR_NGROK_6024)</noscript></head><body></body></html>',
  )
  return true
}

export const problem: PublicProblem = {
  title: 'GET gets the warning page of the tunnel, although its preflight was allowed.',
  threads: [
    'https://github.com/inconshreveable/ngrok/issues/874',
    'https://github.com/ngrok/ngrok-docs/issues/405',
  ],
  stack: 'ngrok',
  cause: 'html-page-instead-of-api',
  fix: /headers: \{ 'ngrok-skip-browser-warning': '1' \}/,
  // Streams and attackers' pages get the warning page too.
  options: { streams: [], csrf: [] },
  wrong: () => serveNodeHttp(rightCors, warning),
  right: () =>
    serveNodeHttp(
      { ...rightCors, 'Access-Control-Allow-Headers': `content-type, ${skip}` },
      warning,
    ),
  rightOptions: { requestHeaders: ['content-type', `${skip}: 1`] },
}
