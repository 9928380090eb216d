/** The configuration as it is found, or mended. */
export type SideName = 'wrong' | 'right'
