// WRONG ON PURPOSE: the proxy adds the line that the API has added already.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds a second Access-Control-Allow-Origin.',
  stack: 'proxy',
  expects: ['duplicate-allow-origin'],
  cause: 'two-layers-set-cors-headers',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...lines, ['Access-Control-Allow-Origin', 'https://app.example.com']],
      }),
    }),
}
