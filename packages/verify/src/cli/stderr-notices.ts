import { printable } from '../formats/printable.ts'
import type { Report } from '../report.ts'

/** Returns notices for stderr, for formats whose stdout is read by a program. */
export function stderrNotices({ reachable, complete, target, disagreements }: Report): string {
  const lines = [
    ...(reachable ? [] : [`${target} sent no response: its CORS configuration is unknown.`]),
    ...(complete || !reachable
      ? []
      : ['the run is incomplete: "skipped" lists the checks that did not run.']),
    ...disagreements.map(
      ({ request, predicted, observed }) =>
        `BUG IN CORS-VERIFY, please report it: ${request}: predicted "${predicted}", observed "${observed}".`,
    ),
  ]
  return lines.map((line) => `cors-verify: ${printable(line)}\n`).join('')
}
