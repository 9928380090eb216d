/** The seed of random configurations and texts. `LAB_SEED` sets another one. */
export const seed = Number(process.env['LAB_SEED'] ?? 20261122)
