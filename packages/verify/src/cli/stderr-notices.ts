import { printable } from '../formats/printable.ts'
import type { Report } from '../report.ts'

/** What must be seen by a person although standard output goes to a program. */
export function stderrNotices({ reachable, complete, target, disagreements }: Report): string {
  const lines = [
    ...(reachable ? [] : [`${target} never answered: nothing is known about its CORS set-up.`]),
    ...(complete ? [] : ['the run ended before all was checked: "skipped" tells what is missing.']),
    ...disagreements.map(
      ({ request, predicted, observed }) =>
        `BUG OF CORS-VERIFY, please report it: ${request}: predicted "${predicted}", observed "${observed}".`,
    ),
  ]
  return lines.map((line) => `cors-verify: ${printable(line)}\n`).join('')
}
