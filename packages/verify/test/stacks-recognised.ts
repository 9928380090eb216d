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
  recorded(
    'nestjs',
    true,
    'Cannot GET /x',
    get(
      '404\nX-Powered-By: Express\n\n{"message":"Cannot GET /x","error":"Not Found","statusCode":404}',
    ),
    get('404\nX-Powered-By: Express\n\n<pre>Cannot GET /x</pre>'),
  ),
  recorded(
    'koa',
    false,
    'Vary before Access-Control-Allow-Origin',
    get('404\nVary: Origin\nAccess-Control-Allow-Origin: https://app.example.com\n\nNot Found'),
    get('404\nAccess-Control-Allow-Origin: https://app.example.com\nVary: Origin\n\nNot Found'),
  ),
  recorded(
    'hapi',
    true,
    'CORS error: Origin not allowed',
    options('200\n\n{"message":"CORS error: Origin not allowed"}'),
    options('200\n\n{"message":"Origin not allowed"}'),
  ),
  recorded(
    'hapi',
    true,
    'WWW-Authenticate,Server-Authorization',
    get('200\naccess-control-expose-headers: WWW-Authenticate,Server-Authorization\n\n[]'),
    get('200\naccess-control-expose-headers: WWW-Authenticate\n\n[]'),
  ),
  recorded(
    'hapi',
    false,
    '"statusCode":404',
    get('404\n\n{"statusCode":404,"error":"Not Found","message":"Not Found"}'),
    get('404\n\n{"error":"Not Found","message":"Not Found","statusCode":404}'),
  ),
  recorded(
    'h3',
    true,
    'Cannot find any route matching [GET]',
    get(
      '404\n\n{"status":404,"message":"Cannot find any route matching [GET] http://localhost/x"}',
    ),
    get('404\n\n{"status":404,"message":"Cannot find a route"}'),
  ),
  recorded(
    'h3',
    false,
    'charset=UTF-8',
    get('200\ncontent-type: application/json;charset=UTF-8\n\n[]'),
    get('200\ncontent-type: application/json; charset=UTF-8\n\n[]'),
  ),
  recorded(
    'nitro',
    true,
    '"error": true',
    get(
      '404\n\n{\n  "error": true,\n  "url": "http://localhost/x",\n  "statusCode": 404,\n  "statusMessage": "Cannot find any path matching /x."}',
    ),
    get('404\n\n{"error": true, "statusCode": 404}'),
  ),
  recorded(
    'nitro',
    true,
    'script-src',
    get("404\ncontent-security-policy: script-src 'none'; frame-ancestors 'none';\n\n{}"),
    get("404\ncontent-security-policy: script-src 'self'\n\n{}"),
  ),
  recorded(
    'socket-io',
    true,
    'Transport unknown',
    get('400\n\n{"code":0,"message":"Transport unknown"}'),
    get('400\n\n{"code":0,"message":"Unknown"}'),
  ),
  recorded(
    'socket-io',
    true,
    '{"sid":"',
    get('200\n\n0{"sid":"abc","upgrades":["websocket"]}'),
    get('200\n\n{"id":"abc"}'),
  ),
  recorded(
    'vite',
    true,
    '/@vite/client',
    get('200\nVary: Origin\n\n<script type="module" src="/@vite/client"></script>'),
    get('200\nVary: Origin\n\n<script type="module" src="/assets/index.js"></script>'),
  ),
  recorded(
    'webpack-dev-server',
    true,
    'Assets Report:',
    get('200\nX-Powered-By: Express\n\n<h1>Assets Report:</h1>'),
    get('200\nX-Powered-By: Express\n\n<h1>Assets</h1>'),
  ),
  recorded(
    'flask',
    true,
    'Werkzeug/2.2.2',
    get('200\nServer: Werkzeug/2.2.2 Python/3.11.2\n\n[]'),
    get('200\nServer: Python/3.11.2\n\n[]'),
  ),
  recorded(
    'flask',
    true,
    'DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT',
    options('200\nAccess-Control-Allow-Methods: DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT\n\n'),
    options('200\nAccess-Control-Allow-Methods: DELETE, GET, OPTIONS, PATCH, POST, PUT\n\n'),
  ),
  recorded(
    'django',
    true,
    'WSGIServer/0.2',
    get('200\nServer: WSGIServer/0.2 CPython/3.11.2\n\n[]'),
    get('200\nServer: CPython/3.11.2\n\n[]'),
  ),
  recorded(
    'django',
    true,
    'accept-encoding, authorization',
    options(
      '200\naccess-control-allow-headers: accept, accept-encoding, authorization, content-type, dnt, origin, user-agent, x-csrftoken, x-requested-with\n\n',
    ),
    options('200\naccess-control-allow-headers: accept, authorization, x-csrftoken\n\n'),
  ),
  recorded(
    'django',
    true,
    'The requested resource was not found',
    get('404\n\n<h1>Not Found</h1><p>The requested resource was not found on this server.</p>'),
    get('404\n\n<h1>Not Found</h1><p>The requested URL was not found on this server.</p>'),
  ),
  recorded(
    'aiohttp',
    true,
    'aiohttp/3.8.4',
    get('200\nServer: Python/3.11 aiohttp/3.8.4\n\n[]'),
    get('200\nServer: Python/3.11\n\n[]'),
  ),
  recorded(
    'aiohttp',
    true,
    'CORS preflight request failed',
    options(
      "403\n\nCORS preflight request failed: origin 'https://app.example.com' is not allowed",
    ),
    options('403\n\npreflight failed'),
  ),
  recorded(
    'aiohttp',
    false,
    '404: Not Found',
    get('404\n\n404: Not Found'),
    get('404\n\n404 not found'),
  ),
  recorded(
    'tornado',
    true,
    'TornadoServer/6.2',
    get('200\nServer: TornadoServer/6.2\n\n[]'),
    get('200\nServer: Tornado\n\n[]'),
  ),
  recorded(
    'tornado',
    true,
    '404: Not Found',
    get('404\n\n<html><title>404: Not Found</title><body>404: Not Found</body></html>'),
    get('404\n\n<html><title>Not Found</title><body>Not Found</body></html>'),
  ),
  recorded(
    'spring-mvc',
    true,
    'Invalid CORS request',
    options('403\n\nInvalid CORS request'),
    options('403\n\nInvalid request'),
  ),
  recorded(
    'spring-mvc',
    true,
    '"timestamp":',
    get(
      '404\n\n{"timestamp":"2026-11-22T20:00:00.000+00:00","status":404,"error":"Not Found","path":"/x"}',
    ),
    get('404\n\n{"status":404,"error":"Not Found","path":"/x"}'),
  ),
  recorded(
    'spring-security',
    true,
    'no-cache, no-store, max-age=0, must-revalidate',
    get('401\nCache-Control: no-cache, no-store, max-age=0, must-revalidate\n\n'),
    get('401\nCache-Control: no-cache, no-store, must-revalidate\n\n'),
  ),
  recorded(
    'tomcat',
    true,
    'HTTP Status 404 – Not Found',
    get('404\n\n<title>HTTP Status 404 – Not Found</title>'),
    get('404\n\n<title>404 Not Found</title>'),
  ),
  recorded(
    'tomcat',
    true,
    'Apache-Coyote/1.1',
    get('200\nServer: Apache-Coyote/1.1\n\n'),
    get('200\nServer: Apache/2.4.71\n\n'),
  ),
  recorded(
    'tomcat',
    true,
    'origin,x-requested-with',
    options(
      '200\nAccess-Control-Allow-Headers: origin,x-requested-with,access-control-request-headers,content-type,access-control-request-method,accept\n\n',
    ),
    options('200\nAccess-Control-Allow-Headers: origin,x-requested-with,content-type\n\n'),
  ),
  recorded(
    'jetty',
    true,
    'Jetty(9.4.57',
    get('200\nServer: Jetty(9.4.57.v20241219)\n\n[]'),
    get('200\nServer: Jettison\n\n[]'),
  ),
  recorded(
    'aspnet-core',
    true,
    'Kestrel',
    get('200\nServer: Kestrel\n\n[]'),
    get('200\nServer: Falcon\n\n[]'),
  ),
  recorded(
    'aspnet-core',
    true,
    'ASP.NET',
    get('200\nX-Powered-By: ASP.NET\n\n[]'),
    get('200\nX-Powered-By: ARR\n\n[]'),
  ),
  recorded(
    'aspnet-core',
    true,
    'traceId',
    get(
      '404\n\n{"title":"Not Found","status":404,"traceId":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"}',
    ),
    get('404\n\n{"title":"Not Found","status":404,"traceId":"abc"}'),
  ),
  recorded(
    'rs-cors',
    false,
    'three names',
    options(
      '200\nVary: Origin\nVary: Access-Control-Request-Method\nVary: Access-Control-Request-Headers\n\n',
    ),
    options('200\nVary: Origin\nVary: Access-Control-Request-Headers\n\n'),
  ),
  recorded(
    'gin',
    true,
    '404 page not found',
    get('404\n\n404 page not found'),
    get('404\n\n404 page not found\n'),
  ),
  recorded(
    'gin',
    false,
    'an empty 403',
    get('403\nDate: x\nContent-Length: 0\n\n'),
    get('403\nDate: x\nServer: x\n\n'),
  ),
  recorded(
    'laravel',
    true,
    'laravel_session=***',
    get('200\nX-Powered-By: PHP/8.3\nSet-Cookie: laravel_session=secret; path=/\n\n[]'),
    get('200\nSet-Cookie: session=laravel; path=/\n\n[]'),
  ),
  recorded(
    'laravel',
    true,
    'The route api/x could not be found',
    get('404\n\n{"message":"The route api/x could not be found."}'),
    get('404\n\n{"message":"The item could not be found."}'),
  ),
  recorded(
    'php',
    true,
    'PHP/8.2.36',
    get('200\nX-Powered-By: PHP/8.2.36\n\n[]'),
    get('200\nX-Powered-By: HPHP\n\n[]'),
  ),
  recorded(
    'rack-cors',
    true,
    'X-Runtime: 0.012345',
    get('200\nX-Runtime: 0.012345\n\n[]'),
    get('200\nX-Runtime: fast\n\n[]'),
  ),
  recorded(
    'rack-cors',
    true,
    'X-Cascade: pass',
    get('404\nX-Cascade: pass\n\n'),
    get('404\nX-Cascade: stop\n\n'),
  ),
  recorded(
    'rack-cors',
    false,
    'a response that is not to a preflight',
    get('200\nAccess-Control-Allow-Methods: GET, PATCH\nAccess-Control-Max-Age: 7200\n\n[]'),
    get('200\nAccess-Control-Allow-Methods: *\nAccess-Control-Max-Age: 0\n\n[]'),
  ),
  recorded(
    'plack',
    true,
    'HTTP::Server::PSGI',
    get('200\nServer: HTTP::Server::PSGI\n\n[]'),
    get('200\nServer: HTTP::Daemon\n\n[]'),
  ),
  recorded(
    'plack',
    true,
    '"forbidden"',
    get('403\nVary: Origin\n\nforbidden'),
    get('403\nVary: Origin\n\nForbidden'),
  ),
]
