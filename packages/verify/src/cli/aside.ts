import { printable } from '../formats/printable.ts'
import type { Report } from '../report.ts'

/** What must be seen by a person although standard output goes to a program. */
export function describeAside({ reached, finished, target, disagreements }: Report): string {
  const lines = [
    ...(reached ? [] : [`${target} never answered: nothing is known about its CORS set-up.`]),
    ...(finished ? [] : ['the run ended before all was checked: "skipped" tells what is missing.']),
    ...disagreements.map(
      ({ request, arithmetic, browser }) =>
        `BUG OF CORS-VERIFY, please report it: ${request}: the headers say "${arithmetic}", the browser says "${browser}".`,
    ),
  ]
  return lines.map((line) => `cors-verify: ${printable(line)}\n`).join('')
}
