// WRONG ON PURPOSE: an origin has no path, so this matches none.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the URL of the page in place of its origin.',
  stack: 'node:http',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Origin': 'https://app.example.com/items' }),
}
