// WRONG ON PURPOSE: Kestrel responds to the unhandled exception, and the CORS headers are gone.
import { rightCors, serveNodeHttp, type Before } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

function throwing(handled: boolean): Before {
  return ({ method, url }, response, setCors) => {
    response.setHeader('Server', 'Kestrel')
    if (method !== 'GET' || url?.split('?', 1)[0] !== '/api/boom') return false
    if (handled) setCors(500)
    response.writeHead(500, { 'Content-Length': '0' }).end()
    return true
  }
}

export const problem: PublicProblem = {
  title: 'An unhandled exception is a 500 without CORS headers.',
  threads: [
    'https://github.com/dotnet/aspnetcore/issues/8463',
    'https://github.com/dotnet/aspnetcore/issues/2378',
  ],
  stack: 'aspnet-core',
  cause: 'error-response-without-cors',
  fix: /`app\.UseExceptionHandler\(…\)` above `app\.UseCors\(\)`/,
  wrong: () => serveNodeHttp(rightCors, throwing(false)),
  right: () => serveNodeHttp(rightCors, throwing(true)),
}
