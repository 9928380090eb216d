// WRONG ON PURPOSE: the firewall answers PATCH with a page of its own.
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Answers PATCH 403 in the API’s place.',
  stack: 'proxy',
  stands: 'failure 2',
  expects: ['error-without-cors'],
  listen: () =>
    serveProxy({
      answer: ({ method }, response) => {
        if (method !== 'PATCH') return false
        response.writeHead(403, { 'Content-Type': 'text/html' }).end('<h1>Forbidden</h1>')
        return true
      },
    }),
}
