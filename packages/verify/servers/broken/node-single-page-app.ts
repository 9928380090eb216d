// WRONG ON PURPOSE: the server of a single-page app responds with its index.html to every path.
import { createServer } from 'node:http'
import { listening } from '../listening.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds with index.html to every path.',
  stack: 'node:http',
  expects: ['origin-not-allowed'],
  cause: 'html-page-instead-of-api',
  options: { methods: ['GET'], requests: [], webSockets: [], csrf: [] },
  listen: () =>
    listening(
      createServer((_request, response) => {
        response.writeHead(200, { 'Content-Type': 'text/html' })
        response.end('<!doctype html><title>App</title><div id="app"></div>')
      }),
    ),
}
