// WRONG ON PURPOSE: https://app.example.com.attacker.example starts with it too.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows origins that start with the allowed one.',
  stack: 'hono/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveHono((app) =>
      app.use(
        cors({
          ...rightCors,
          origin: (origin) => (origin.startsWith('https://app.example.com') ? origin : null),
        }),
      ),
    ),
}
