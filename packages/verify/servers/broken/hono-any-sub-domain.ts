// WRONG ON PURPOSE: any subdomain of the site is allowed, forgotten and taken-over ones too.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows every sub-domain of the site.',
  stack: 'hono/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveHono((app) =>
      app.use(
        cors({
          ...rightCors,
          origin: (origin) =>
            /^https:\/\/([a-z0-9-]+\.)+example\.com$/.test(origin) ? origin : null,
        }),
      ),
    ),
}
