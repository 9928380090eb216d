import { serveProxy } from './_bases.ts'
import { ownServerOnBase } from './_helpers.ts'

const right = {
  // #region server
  listen: () =>
    serveProxy({
      // Every header passes as it is.
    }),
  // #endregion
}

/** The right server: what a wrong proxy becomes once mended. */
export const rightProxy = ownServerOnBase(import.meta.url, 'server', right.listen)
