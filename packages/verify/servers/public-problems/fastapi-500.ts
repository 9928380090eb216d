// WRONG ON PURPOSE: add_middleware puts CORSMiddleware inside the layer that responds to unhandled exceptions.
import { rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

function raising(wrapped: boolean): Before {
  return ({ method, url }, response, setCors) => {
    response.setHeader('server', 'uvicorn')
    if (method !== 'GET' || url?.split('?', 1)[0] !== '/api/boom') return false
    if (wrapped) setCors(500)
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
    response.end('Internal Server Error')
    return true
  }
}

export const problem: PublicProblem = {
  title: 'An unhandled exception is a 500 without CORS headers, although CORSMiddleware is added.',
  threads: [
    'https://github.com/fastapi/fastapi/issues/4071',
    'https://github.com/Kludex/starlette/issues/1116',
  ],
  stack: 'starlette',
  cause: 'error-response-without-cors',
  fix: /^app = CORSMiddleware\(\n {4}app,$/m,
  wrong: () => serveNodeHttp(rightCors, raising(false)),
  right: () => serveNodeHttp(rightCors, raising(true)),
}
