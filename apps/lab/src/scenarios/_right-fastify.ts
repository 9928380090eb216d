import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
// #region options
import cors from '@fastify/cors'

const allowedOrigins = ['https://app.example.com', 'https://admin.example.com']

const rightCors = {
  origin: [...allowedOrigins],
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  maxAge: 7200,
}
// #endregion

const right = {
  // #region server
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, rightCors)
    }),
  // #endregion
}

export { rightCors as rightFastifyCors }
/** The right server of this stack, every option stated: the fix of the wrong ones. */
export const rightFastify = regions(import.meta.url, ['options', 'server'], right.listen)
