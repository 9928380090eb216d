// WRONG ON PURPOSE: two lines are the value "true, true", and only true allows credentials.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds a second Access-Control-Allow-Credentials.',
  stack: 'proxy',
  expects: ['credentials-blocked'],
  cause: 'two-layers-set-cors-headers',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...lines, ['Access-Control-Allow-Credentials', 'true']],
      }),
    }),
}
