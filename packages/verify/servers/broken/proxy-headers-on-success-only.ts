// WRONG ON PURPOSE: add_header without always adds nothing to errors.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds the CORS headers to successful responses only.',
  stack: 'proxy',
  expects: ['error-without-cors'],
  cause: 'error-response-without-cors',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => {
        const others = lines.filter(([name]) => !name.toLowerCase().startsWith('access-control-'))
        return { status, lines: status < 400 ? lines : others }
      },
    }),
}
