import type { Finding, Report } from '../report.ts'
import { printable } from './printable.ts'
import { plainFinding } from './plain-finding.ts'
import { summary, verdictSentence, worstFirst } from './words.ts'

const commands = { critical: 'error', broken: 'error', weak: 'warning', info: 'notice' } as const

/** Formats a report as workflow commands of GitHub Actions: one annotation per finding. */
export function formatGithub(report: Report): string {
  const lines = [
    ...worstFirst(report.findings).map(annotation),
    ...(report.complete ? [] : [incomplete(report)]),
    ...report.disagreements.map(({ request, predicted, observed }) =>
      command(
        'warning',
        'Bug in cors-verify',
        `${request}\nPredicted: ${predicted}\nObserved: ${observed}\nPlease report it.`,
      ),
    ),
    // The prefix keeps the line from being a command: it does not begin with two colons.
    `cors-verify: ${printable(verdictSentence(report))} ${summary(report)}`,
  ]
  return `${lines.join('\n')}\n`
}

function annotation(finding: Finding): string {
  const title = `cors-verify ${finding.severity}: ${finding.title} [${finding.code}]`
  return command(commands[finding.severity], title, plainFinding(finding))
}

function incomplete({ skipped }: Report): string {
  const lines = skipped.map(({ check, reason }) => `${check}: ${reason}`)
  return command('error', 'cors-verify incomplete', ['Not checked:', ...lines].join('\n'))
}

function command(name: string, title: string, message: string): string {
  const lines = message.split('\n').map(printable).join('\n')
  return `::${name} title=${escapeProperty(printable(title))}::${escapeData(lines)}`
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
