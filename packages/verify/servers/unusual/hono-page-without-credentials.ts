// UNUSUAL, AND RIGHT: allowing credentials to a listed origin harms no page that sends none.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows credentials to a page that sends none.',
  stack: 'hono/cors',
  stands: 'B03',
  expects: [],
  options: { credentials: false, cookies: {} },
  listen: () => serveHono((app) => app.use(cors(rightCors))),
}
