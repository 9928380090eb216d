// WRONG ON PURPOSE: a tunnel sends its warning page to browsers instead of the response of the API.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to GET with the warning page of ngrok.',
  stack: 'proxy',
  expects: ['origin-not-allowed'],
  cause: 'html-page-instead-of-api',
  listen: () =>
    serveProxy({
      respond: ({ method, url }, response) => {
        if (method !== 'GET' || url !== '/api/boom') return false
        response.writeHead(200, { 'Content-Type': 'text/html' })
        response.end('<!DOCTYPE html><html><head><noscript>ERR_NGROK_6024</noscript></head></html>')
        return true
      },
    }),
}
