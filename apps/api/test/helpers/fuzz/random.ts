/** Chances that come out the same for the same seed. */
export interface Random {
  /** An integer from `least` to `most`. */
  whole: (least: number, most: number) => number
  /** True this often: 0.1 for one in ten. */
  chance: (share: number) => boolean
  pick: <T>(choices: readonly T[]) => T
  /** So many times what `make` gives. */
  some: <T>(count: number, make: () => T) => T[]
}

/**
 * Mulberry32: 32 bits of state are plenty to choose requests.
 *
 * @param stream another sequence of the same seed
 */
export function randomOf(seed: number, stream = 0): Random {
  let state = (seed ^ Math.imul(stream + 1, 0x9e3779b1)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    whole,
    chance: (share) => next() < share,
    pick: <T>(choices: readonly T[]) => choices[whole(0, choices.length - 1)] as T,
    some: <T>(count: number, make: () => T) => Array.from({ length: count }, make),
  }
}
