// WRONG ON PURPOSE: nginx adds its CORS headers only to successful responses, and axios reports "Network Error".
import { serveProxy, type ProxyRules } from '../proxy.ts'
import { webOrigin } from '../types.ts'
import type { PublicProblem } from './types.ts'

function badGateway(headers: Record<string, string>): ProxyRules {
  return {
    alter: ({ status, lines }) => ({ status, lines: [['Server', 'nginx/1.22.1'], ...lines] }),
    respond: ({ method, url }, response) => {
      if (method !== 'GET' || url?.split('?', 1)[0] !== '/api/boom') return false
      response.writeHead(502, {
        Server: 'nginx/1.22.1',
        'Content-Type': 'text/html',
        ...headers,
      })
      response.end(
        '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n',
      )
      return true
    },
  }
}

export const problem: PublicProblem = {
  title: 'The error page of the proxy has no CORS headers.',
  threads: [
    'https://github.com/axios/axios/issues/6596',
    'https://github.com/axios/axios/issues/4420',
  ],
  stack: 'nginx',
  cause: 'gateway-error',
  fix: /add_header Access-Control-Allow-Origin \$\w+ always;/,
  wrong: () => serveProxy(badGateway({})),
  right: () =>
    serveProxy(
      badGateway({
        'Access-Control-Allow-Origin': webOrigin,
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'X-Total-Count',
        Vary: 'Origin',
      }),
    ),
}
