import { Type } from 'typebox'

/** The schema of a response without a body: `reply.send(undefined)` sends no Content-Length. */
export const NoBody = Type.Unsafe<undefined>({ type: 'null', description: 'No body.' })
