/** Another seed tries other configurations and texts. */
export const seed = Number(process.env['LAB_SEED'] ?? 20261122)
