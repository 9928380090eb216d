// WRONG ON PURPOSE: the error page of nginx has no CORS headers: add_header lacks "always".
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 504 with the error page of nginx.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'gateway-error',
  listen: () =>
    serveProxy({
      respond: ({ url }, response) => {
        if (url !== '/api/boom') return false
        response.writeHead(504, { Server: 'nginx/1.22.1', 'Content-Type': 'text/html' })
        response.end(
          '<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body>\r\n<center><h1>504 Gateway Time-out</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n',
        )
        return true
      },
    }),
}
