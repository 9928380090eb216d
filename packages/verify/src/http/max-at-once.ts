/** Maximum number of concurrent requests to one host. */
export const maxAtOnce = 8

/** Runs a task when fewer than `maxAtOnce` tasks of the same key are running. */
export type Queue = <T>(key: string, task: () => Promise<T>) => Promise<T>

/** Creates a queue for each key. Tasks start in the order of the calls. */
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
      // The next waiting task takes over this slot, ahead of a task that is added now.
      const next = queue.waiting.shift()
      if (next) next()
      else queue.running -= 1
    }
  }
}
