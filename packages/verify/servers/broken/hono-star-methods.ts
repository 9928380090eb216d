// WRONG ON PURPOSE: with credentials, * is the name of a method, and no wildcard.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows the method * together with credentials.',
  stack: 'hono/cors',
  stands: 'failure 15',
  expects: ['method-refused'],
  listen: () => serveHono((app) => app.use(cors({ ...rightCors, allowMethods: ['*'] }))),
}
