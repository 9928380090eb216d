import type { Progress } from './options.ts'
import type { OnRequest } from './watch-requests.ts'

/** Counts the steps of a run as they are taken, several at a time. */
export interface Steps {
  /** @param work gets a function that tells of each request of the check */
  during: <T>(check: string, work: (onRequest: OnRequest) => Promise<T>) => Promise<T>
  /** Counts steps that will not run as done. */
  leaveOut: (count: number) => void
}

/** Tells as each step begins and ends; of those under way, the one that has been so for longest. */
export function countSteps(total: number, report: (progress: Progress) => void): Steps {
  const underWay = new Set<string>()
  let done = 0
  const reportNow = () => {
    const [check] = underWay
    if (check !== undefined) report({ check, done, total })
  }
  return {
    async during(check, work) {
      underWay.add(check)
      reportNow()
      try {
        return await work((request) => report({ check, request, done, total }))
      } finally {
        underWay.delete(check)
        done += 1
        reportNow()
      }
    },
    leaveOut(count) {
      done += count
    },
  }
}
