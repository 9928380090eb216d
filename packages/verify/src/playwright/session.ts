import { assemble } from '../assemble.ts'
import type { Check, CheckFinding } from '../check.ts'
import { createObserver, type Observer } from '../observe.ts'
import type { Plan } from '../plan.ts'
import { errorNeeds } from '../probes/error-needs.ts'
import type { Finding } from '../report.ts'
import type { RunClient } from '../run-client.ts'
import { runCheck, type CheckRun } from '../run-http-checks.ts'
import { hideSecrets, secretsOf } from '../secrets.ts'
import { createFixer } from '../stacks/fixes.ts'

/** The part of a test without a browser: requests and checks over HTTP, and the report of their findings. */
export interface Session {
  plan: Plan
  observer: Observer
  check: (check: Check) => Promise<CheckRun>
  /** Adds title, impact and the fix for the recognised stack, and redacts secrets. */
  explain: (findings: readonly CheckFinding[]) => Promise<Finding[]>
}

/** Creates a session from a plan and the client that sends its requests. */
export function createSession(plan: Plan, client: RunClient): Session {
  const { http, exchangesWith } = client
  const observer = createObserver(plan, http)
  return {
    plan,
    observer,
    check: (check) => runCheck(check, plan, http),
    async explain(findings) {
      const isReachable = exchangesWith(plan.url.origin).some(({ response }) => response)
      // A stack is recognised by its error responses too.
      if (isReachable)
        for (const { need } of errorNeeds(plan)) await observer.actual(plan.origins[0], need)
      const fixesOf = createFixer(plan, exchangesWith(plan.url.origin))
      return hideSecrets(assemble(findings, undefined, fixesOf), secretsOfPlan(plan))
    },
  }
}

function secretsOfPlan({ url, origins, cookies, headerValues }: Plan): string[] {
  const requestHeaders = [...headerValues].map((header) => header.join(': '))
  const options = { origins, cookies: Object.fromEntries(cookies), requestHeaders }
  return secretsOf({ target: url.href, options })
}
