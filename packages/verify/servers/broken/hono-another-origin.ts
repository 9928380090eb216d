// WRONG ON PURPOSE: the page runs on another port than the one listed.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the page on another port.',
  stack: 'hono/cors',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveHono((app) => app.use(cors({ ...rightCors, origin: 'https://app.example.com:5173' }))),
}
