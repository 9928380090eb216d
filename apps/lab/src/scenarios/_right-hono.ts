import { serveHono } from './_bases.ts'
import { regions } from './_regions.ts'
// #region options
import { cors } from 'hono/cors'

const allowedOrigins = ['https://app.example.com', 'https://admin.example.com']

const rightCors = {
  origin: [...allowedOrigins],
  credentials: true,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['X-Total-Count'],
  maxAge: 7200,
}
// #endregion

const right = {
  // #region server
  listen: () => serveHono((app) => app.use(cors(rightCors))),
  // #endregion
}

export { rightCors as rightHonoCors }
/** The right server of this stack, every option stated: the fix of the wrong ones. */
export const rightHono = regions(import.meta.url, ['options', 'server'], right.listen)
