// WRONG ON PURPOSE: add_header without always adds nothing to errors.
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Adds the CORS headers to successful answers only.',
  stack: 'proxy',
  stands: 'failure 2',
  expects: ['error-without-cors'],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => {
        const others = lines.filter(([name]) => !name.toLowerCase().startsWith('access-control-'))
        return { status, lines: status < 400 ? lines : others }
      },
    }),
}
