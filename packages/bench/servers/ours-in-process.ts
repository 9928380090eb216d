import './_in-process.ts'

/** The whole API, called without a socket. */
await import('./ours.ts')
