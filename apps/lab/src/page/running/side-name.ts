/** The set-up as it is found, or mended. */
export type SideName = 'wrong' | 'right'
