/** Requests under way at once to one host: gentle, and quick enough. */
export const maxAtOnce = 8

/** Runs a task when fewer than `maxAtOnce` of the same key are under way. */
export type Queue = <T>(key: string, task: () => Promise<T>) => Promise<T>

/** A queue for each key; tasks start in the order in which they came. */
export function createQueue(): Queue {
  const queues = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async (key, task) => {
    const queue = queues.get(key) ?? { running: 0, waiting: [] }
    queues.set(key, queue)
    if (queue.running < maxAtOnce) queue.running += 1
    else await new Promise<void>((resolve) => queue.waiting.push(resolve))
    try {
      return await task()
    } finally {
      // The next task takes the place, before one that comes now.
      const next = queue.waiting.shift()
      if (next) next()
      else queue.running -= 1
    }
  }
}
