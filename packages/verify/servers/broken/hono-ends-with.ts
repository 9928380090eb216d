// WRONG ON PURPOSE: https://attacker-app.example.com ends with it too.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows origins that end with the allowed host.',
  stack: 'hono/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveHono((app) =>
      app.use(
        cors({
          ...rightCors,
          origin: (origin) => (origin.endsWith('app.example.com') ? origin : null),
        }),
      ),
    ),
}
