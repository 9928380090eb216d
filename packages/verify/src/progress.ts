import type { Progress } from './options.ts'
import type { OnRequest } from './watch-requests.ts'

/** Counts the steps of a run. Several steps run at the same time. */
export interface Steps {
  /** Runs a step. @param work gets a function to call with each request of the check */
  during: <T>(check: string, work: (onRequest: OnRequest) => Promise<T>) => Promise<T>
  /** Counts steps that will not run as done. */
  leaveOut: (count: number) => void
}

/** Creates a counter. When a step starts or ends, it reports the step that has been running for longest. */
export function countSteps(total: number, report: (progress: Progress) => void): Steps {
  const running = new Set<string>()
  let done = 0
  const reportNow = () => {
    const [check] = running
    if (check !== undefined) report({ check, done, total })
  }
  return {
    async during(check, work) {
      running.add(check)
      reportNow()
      try {
        return await work((request) => report({ check, request, done, total }))
      } finally {
        running.delete(check)
        done += 1
        reportNow()
      }
    },
    leaveOut(count) {
      done += count
    },
  }
}
