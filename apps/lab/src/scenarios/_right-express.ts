import { serveExpress } from './_bases.ts'
import { regions } from './_regions.ts'
// #region options
import cors from 'cors'

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
  listen: () => serveExpress((app) => app.use(cors(rightCors))),
  // #endregion
}

export { rightCors as rightExpressCors }
/** The right server of this stack, every option stated: the fix of the wrong ones. */
export const rightExpress = regions(import.meta.url, ['options', 'server'], right.listen)
