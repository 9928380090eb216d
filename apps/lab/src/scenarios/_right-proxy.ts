import { serveProxy } from './_bases.ts'
import { ownSetUpOnBase } from './_helpers.ts'

const right = {
  // #region server
  listen: () =>
    serveProxy({
      // Every header passes as it is.
    }),
  // #endregion
}

/** The right set-up: what a wrong proxy becomes once mended. */
export const rightProxy = ownSetUpOnBase(import.meta.url, 'server', right.listen)
