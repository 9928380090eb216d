import type { Exchange } from '../src/exchange.ts'
import { get, options } from './recorded.ts'

/** Responses as running servers send them, and a twin that another server sends. */
export interface Recorded {
  stack: string
  certain: boolean
  shows: string
  exchange: Exchange
  twin: Exchange
}

function recorded(
  stack: string,
  certain: boolean,
  shows: string,
  exchange: Exchange,
  twin: Exchange,
): Recorded {
  return { stack, certain, shows, exchange, twin }
}

/** Each mark of each stack. */
export const recordings: readonly Recorded[] = [
  recorded(
    'nginx',
    true,
    'the header Server: nginx/1.22.1',
    get('200\nServer: nginx/1.22.1\nAccess-Control-Allow-Origin: https://app.example.com\n\n[]'),
    get('200\nServer: my-nginx-like/1\n\n[]'),
  ),
  recorded(
    'nginx',
    true,
    'the body of a 502',
    get('502\n\n<hr><center>nginx/1.22.1</center>'),
    get('502\n\n<p>We moved to nginx</p>'),
  ),
  recorded(
    'express',
    true,
    'X-Powered-By: Express',
    get('200\nX-Powered-By: Express\n\n[]'),
    get('200\nX-Powered-By: Expresso\n\n[]'),
  ),
  recorded(
    'express',
    false,
    'npm package cors',
    options(
      '204\nVary: Origin, Access-Control-Request-Headers\nAccess-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE\n\n',
    ),
    options(
      '204\nVary: Origin\nAccess-Control-Allow-Methods: GET, HEAD, PUT, PATCH, POST, DELETE\n\n',
    ),
  ),
  recorded(
    'fastify',
    true,
    'Route GET:/x not found',
    get('404\n\n{"message":"Route GET:/x not found","error":"Not Found","statusCode":404}'),
    get('404\n\n{"message":"Cannot GET /x","error":"Not Found","statusCode":404}'),
  ),
  recorded(
    'fastify',
    true,
    'Keep-Alive: timeout=72',
    get('200\nvary: Origin\nKeep-Alive: timeout=72\n\n[]'),
    get('200\nvary: Origin\nKeep-Alive: timeout=5\n\n[]'),
  ),
  recorded(
    'fastify',
    true,
    'FST_ERR_BAD_URL',
    get('400\n\n{"error":"Bad Request","code":"FST_ERR_BAD_URL"}'),
    get('400\n\n{"error":"Bad Request","code":"ERR_BAD_URL"}'),
  ),
  recorded(
    'starlette',
    true,
    'Disallowed CORS origin',
    options('400\n\nDisallowed CORS origin, method'),
    options('400\n\nThe CORS origin is disallowed'),
  ),
  recorded(
    'starlette',
    true,
    'the text OK',
    options(
      '200\naccess-control-max-age: 600\naccess-control-allow-headers: Accept, Accept-Language, Content-Language, Content-Type, x-tenant\n\nOK',
    ),
    options('200\naccess-control-allow-headers: x-tenant\n\nOK'),
  ),
  recorded(
    'starlette',
    false,
    'server: uvicorn',
    get('200\nserver: uvicorn\n\n[]'),
    get('200\nserver: unicorn\n\n[]'),
  ),
  recorded(
    'hono',
    true,
    'GET,HEAD,PUT,POST,DELETE,PATCH,QUERY',
    options('204\naccess-control-allow-methods: GET,HEAD,PUT,POST,DELETE,PATCH,QUERY\n\n'),
    options('204\naccess-control-allow-methods: GET,HEAD,PUT,PATCH,POST,DELETE\n\n'),
  ),
  recorded('hono', false, '404 Not Found', get('404\n\n404 Not Found'), get('404\n\nNot Found')),
  recorded(
    'hono',
    false,
    'alphabetical order',
    get(
      '200\naccess-control-allow-origin: *\ncontent-type: application/json\nvary: Origin\nx-a: 1\nDate: x\nConnection: keep-alive\n\n[]',
    ),
    get(
      '200\nvary: Origin\naccess-control-allow-origin: *\ncontent-type: application/json\nx-a: 1\nDate: x\n\n[]',
    ),
  ),
  recorded(
    'node-http',
    false,
    'Keep-Alive: timeout=5',
    get('200\nDate: x\nKeep-Alive: timeout=5\n\n[]'),
    get('200\nDate: x\nKeep-Alive: timeout=50\n\n[]'),
  ),
]
