import { serveProxy } from './_bases.ts'
import { ownSetUp } from './_helpers.ts'

const right = {
  // #region server
  listen: () =>
    // The API behind it owns CORS: the proxy passes every header on as it is.
    serveProxy({}),
  // #endregion
}

/** The right set-up: what a wrong proxy becomes once mended. */
export const rightProxy = ownSetUp(import.meta.url, 'server', right.listen)
