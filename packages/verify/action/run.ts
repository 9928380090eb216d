import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { formatReport } from '../src/formats/index.ts'
import type { FormatOptions } from '../src/formats/types.ts'
import type { Report } from '../src/report.ts'
import { InputError, readInputs } from './inputs.ts'

/** The exit code if the run was not possible. */
const couldNotRun = 2

/** Maximum size of a job summary of GitHub, in bytes. */
const maxSummary = 1024 * 1024

const options: FormatOptions = { color: false, width: 80, failOn: 'broken', notLookedFor: [] }

process.exitCode = await main()

/**
 * Runs the command once, and prints its report as annotations, into the job summary and into the
 * output `verdict`.
 *
 * @returns the exit code of the command
 */
async function main(): Promise<number> {
  const { GITHUB_STEP_SUMMARY, GITHUB_OUTPUT } = process.env
  let argv: string[]
  try {
    argv = readInputs(process.env)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    for (const line of error.message.split('\n')) console.log(errorCommand(line))
    return couldNotRun
  }
  const { code, stdout } = await runCommand(['--format=json', ...argv])
  if (stdout === '') {
    console.log(errorCommand('cors-verify could not run. The log of this step has the reason.'))
    return code
  }
  const report = JSON.parse(stdout) as Report
  process.stdout.write(formatReport('github', report, options))
  if (GITHUB_STEP_SUMMARY) appendFileSync(GITHUB_STEP_SUMMARY, summaryOf(report))
  if (GITHUB_OUTPUT) appendFileSync(GITHUB_OUTPUT, `verdict=${report.verdict}\n`)
  return code
}

/** Runs the command in its own process. Its standard error goes into the log of the step. */
function runCommand(argv: readonly string[]): Promise<{ code: number; stdout: string }> {
  const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url))
  const program = [...process.execArgv, cli, ...argv]
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? couldNotRun, stdout }))
  })
}

function summaryOf(report: Report): string {
  const whole = formatReport('markdown', report, options)
  if (Buffer.byteLength(whole) <= maxSummary) return whole
  const [heading = '', sentence = ''] = whole.split('\n\n')
  return `${heading}\n\n${sentence}\n\nThe report is too long for a summary: see the annotations.\n`
}

/**
 * Formats an error annotation.
 *
 * @see https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
function errorCommand(message: string): string {
  return `::error title=cors-verify::${message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`
}
