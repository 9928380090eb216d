// WRONG ON PURPOSE: browsers refuse * for a request with credentials, on the preflight too.
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Answers preflights with * together with credentials.',
  stack: 'proxy',
  stands: 'failure 3',
  expects: ['credentials-blocked'],
  listen: () =>
    serveProxy({
      answer: (request, response) => {
        if (!isPreflight(request)) return false
        response.writeHead(204, {
          'Access-Control-Allow-Origin': '*',
          'Access-Control-Allow-Credentials': 'true',
          'Access-Control-Allow-Methods': 'GET, POST, PATCH',
          'Access-Control-Allow-Headers': 'content-type',
        })
        response.end()
        return true
      },
    }),
}
