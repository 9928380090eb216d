import type { FormatName } from '../cli/settings.ts'
import type { Report } from '../report.ts'
import { formatGithub } from './github.ts'
import { formatJson } from './json.ts'
import { formatJunit } from './junit.ts'
import { formatMarkdown } from './markdown.ts'
import { formatText } from './text.ts'
import type { FormatOptions } from './types.ts'

const formats: Record<FormatName, (report: Report, options: FormatOptions) => string> = {
  text: formatText,
  json: formatJson,
  github: formatGithub,
  junit: formatJunit,
  markdown: formatMarkdown,
}

/** Formats a report; the text ends with a line break. Pure. */
export function formatReport(name: FormatName, report: Report, options: FormatOptions): string {
  return formats[name](report, options)
}
