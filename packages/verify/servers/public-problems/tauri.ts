// WRONG ON PURPOSE: the list has only the development server; the installed app has an origin of its own.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import { webOrigin } from '../types.ts'
import type { PublicProblem } from './types.ts'

const app = 'tauri://localhost'

export const problem: PublicProblem = {
  title: 'The API does not list the origin of the installed app on macOS.',
  threads: [
    'https://github.com/pydantic/logfire-js/issues/89',
    'https://github.com/tauri-apps/tauri/issues/7298',
  ],
  stack: 'hono',
  cause: 'origin-not-listed',
  fix: /^Add `'tauri:\/\/localhost'` to `origin`/,
  options: { origins: [app], credentials: false, cookies: {}, csrf: [], webSockets: [] },
  wrong: () => serveHono((api) => api.use(cors({ ...rightCors, origin: [webOrigin] }))),
  right: () => serveHono((api) => api.use(cors({ ...rightCors, origin: [webOrigin, app] }))),
}
