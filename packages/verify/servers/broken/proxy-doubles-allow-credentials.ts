// WRONG ON PURPOSE: true twice is "true, true", and only true counts.
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
