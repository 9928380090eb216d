// WRONG ON PURPOSE: the proxy adds * to the header that the API has set.
import { serveProxy, valueOf } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds Access-Control-Allow-Origin: * of its own.',
  stack: 'proxy',
  expects: ['duplicate-allow-origin'],
  cause: 'two-layers-set-cors-headers',
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => {
        const allowed = valueOf(lines, 'Access-Control-Allow-Origin') !== undefined
        return { status, lines: allowed ? [...lines, ['Access-Control-Allow-Origin', '*']] : lines }
      },
    }),
}
