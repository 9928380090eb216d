/** Random choices that are the same for the same seed. */
export interface Random {
  /** Returns an integer from `min` to `max`. */
  whole: (min: number, max: number) => number
  /** Returns true with this probability. */
  chance: (probability: number) => boolean
  pick: <T>(choices: readonly T[]) => T
  /** Calls `make` this many times. */
  some: <T>(count: number, make: () => T) => T[]
}

/**
 * Mulberry32: 32 bits of state suffice to choose requests.
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
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    whole,
    chance: (probability) => next() < probability,
    pick: <T>(choices: readonly T[]) => choices[whole(0, choices.length - 1)] as T,
    some: <T>(count: number, make: () => T) => Array.from({ length: count }, make),
  }
}
