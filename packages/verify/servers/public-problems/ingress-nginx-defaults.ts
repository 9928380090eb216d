// WRONG ON PURPOSE: the defaults of enable-cors allow every origin, together with credentials.
import { rightCors, serveNodeHttp, type Before, type HandWrittenCors } from '../node-http.ts'
import type { PublicProblem } from './types.ts'

const defaults = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, PUT, POST, DELETE, PATCH, OPTIONS',
  'Access-Control-Allow-Headers':
    'DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization',
  'Access-Control-Max-Age': '1728000',
} satisfies HandWrittenCors

/** Closes connections, because the Keep-Alive header of Node would show Node instead of nginx. */
const asNginx: Before = (_request, response) => {
  response.shouldKeepAlive = false
}

export const problem: PublicProblem = {
  title: 'Responses allow every origin, together with credentials.',
  threads: [
    'https://github.com/kubernetes/ingress-nginx/issues/6244',
    'https://github.com/kubernetes/ingress-nginx/issues/2535',
  ],
  stack: 'ingress-nginx',
  cause: 'wildcard-with-credentials',
  fix: /^ {4}nginx\.ingress\.kubernetes\.io\/cors-allow-origin: "https:\/\/app\.example\.com"$/m,
  wrong: () => serveNodeHttp({ ...rightCors, ...defaults }, asNginx),
  right: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': defaults['Access-Control-Allow-Headers'],
    }),
}
