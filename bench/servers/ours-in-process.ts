import './_in-process.ts'

/** The whole API, asked without a socket. */
await import('./ours.ts')
