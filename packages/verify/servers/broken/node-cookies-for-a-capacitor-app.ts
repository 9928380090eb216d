// WRONG ON PURPOSE: the app's webview blocks the cookies with which the server knows its users.
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
