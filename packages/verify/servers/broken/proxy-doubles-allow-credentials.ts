// WRONG ON PURPOSE: true twice is "true, true", and only true counts.
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Adds a second Access-Control-Allow-Credentials.',
  stack: 'proxy',
  stands: 'B04',
  expects: ['credentials-blocked'],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({
        status,
        lines: [...lines, ['Access-Control-Allow-Credentials', 'true']],
      }),
    }),
}
