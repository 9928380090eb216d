import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
// #region import
import cors from '@fastify/cors'
// #endregion

const wrong = {
  // #region wrong
  listen: () =>
    // WRONG ON PURPOSE: no CORS header at all.
    serveFastify(async (app) => {
      app.get('/api/items', (_request, reply) => {
        const items = [
          { id: 1, title: 'Milk' },
          { id: 2, title: 'Bread' },
        ]
        return reply.header('X-Total-Count', '2').send(items)
      })
    }),
  // #endregion
}

const right = {
  // #region right
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, {
        origin: ['https://app.example.com'],
        credentials: false,
        methods: ['GET', 'HEAD'],
        allowedHeaders: [],
        exposedHeaders: ['X-Total-Count'],
        maxAge: 7200,
      })
      app.get('/api/items', (_request, reply) => {
        const items = [
          { id: 1, title: 'Milk' },
          { id: 2, title: 'Bread' },
        ]
        return reply.header('X-Total-Count', '2').send(items)
      })
    }),
  // #endregion
}

/** A route without CORS headers. */
export const withoutCors = regions(import.meta.url, ['wrong'], wrong.listen)
/** The same route with @fastify/cors, every option stated. */
export const withCors = regions(import.meta.url, ['import', 'right'], right.listen)
