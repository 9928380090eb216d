// WRONG ON PURPOSE: the webview of the app blocks the session cookies of the server.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

const app = 'capacitor://localhost'

export const server: TestServer = {
  title: 'Signs users in with cookies, and allows a Capacitor app on iOS.',
  stack: 'node:http',
  options: { origins: [app], webSockets: [] },
  expects: ['app-origin'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin } }) =>
        origin === app ? origin : undefined,
    }),
}
