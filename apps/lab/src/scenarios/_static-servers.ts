import cors from '@fastify/cors'
import { serveFastify } from './_bases.ts'
import { regions } from './_regions.ts'
import { addStaticFiles } from './_static-files.ts'

const without = {
  // #region without
  listen: () =>
    // WRONG ON PURPOSE: the files are public, and no response says so.
    serveFastify(async (app) => {
      addStaticFiles(app)
    }),
  // #endregion
}

const open = {
  // #region open
  listen: () =>
    serveFastify(async (app) => {
      await app.register(cors, { origin: '*' })
      addStaticFiles(app)
    }),
  // #endregion
}

/** A CDN whose responses have no CORS headers. */
export const staticWithoutCors = regions(import.meta.url, ['without'], without.listen)
/** The same files, which every page can read. */
export const staticForEveryone = regions(import.meta.url, ['open'], open.listen)
