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

/** The right proxy, which forwards every header: the fix of the wrong ones. */
export const rightProxy = ownServerOnBase(import.meta.url, 'server', right.listen)
