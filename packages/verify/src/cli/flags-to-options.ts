import type { VerifyOptions } from '../options.ts'
import type { OptionProblem } from '../plan.ts'
import type { Flags } from './command.ts'

/**
 * Converts flags to options.
 *
 * @returns the options of valid flags, and the problems of the others
 */
export function flagsToOptions(flags: Flags): {
  options: Partial<VerifyOptions>
  problems: OptionProblem[]
} {
  const problems: OptionProblem[] = []
  const options = {
    origins: flags.origin,
    credentials: flags.credentials,
    cookies: flags.cookie && pairs('--cookie', flags.cookie, 'name=value', problems),
    methods: flags.method,
    requestHeaders: flags.header,
    exposedHeaders: flags.expose,
    requests: flags.request,
    streams: flags.stream,
    webSockets: flags.websocket,
    csrf: flags.csrf,
    allowWrites: flags.allowWrites,
    browser: flags.browser,
    stack: flags.stack,
    allStacks: flags.allStacks,
    maxAgeSeconds: seconds('--max-age', flags.maxAge, problems),
    timeoutSeconds: seconds('--timeout', flags.timeout, problems),
    runTimeoutSeconds: seconds('--run-timeout', flags.runTimeout, problems),
    resolve: flags.resolve && pairs('--resolve', flags.resolve, resolveForm, problems),
    dangerouslyIgnoreCertificates: flags.insecure,
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { options: Object.fromEntries(given), problems }
}

const resolveForm = 'host:port=address:port'

/** Splits each entry at its first equals sign: the value of a cookie may have others. */
function pairs(
  flag: string,
  entries: readonly string[],
  form: string,
  problems: OptionProblem[],
): Record<string, string> {
  const record: Record<string, string> = {}
  for (const [index, entry] of entries.entries()) {
    const equals = entry.indexOf('=')
    if (equals === -1) {
      const reason = 'has no equals sign.'
      const fix = `Write it as ${form}.`
      // The entry may be a session cookie without its name.
      const hidden = flag === '--cookie' ? '***' : undefined
      problems.push({ source: `${flag}[${index}]`, value: hidden ?? entry, reason, fix })
    } else {
      record[entry.slice(0, equals).trim()] = entry.slice(equals + 1)
    }
  }
  return record
}

function seconds(
  flag: string,
  text: string | undefined,
  problems: OptionProblem[],
): number | undefined {
  if (text === undefined) return undefined
  if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text)
  const reason = text.trim() === '' ? 'is empty.' : 'is not a number.'
  problems.push({
    source: flag,
    value: text,
    reason,
    fix: 'Write a number of seconds, such as 10.',
  })
  return undefined
}
