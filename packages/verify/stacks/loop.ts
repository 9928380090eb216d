import { startTlsFront } from '../src/browser/tls-front.ts'
import { apiOrigin } from '../servers/types.ts'
import { verify, type Report, type VerifyOptions } from '../src/index.ts'
import { runHere } from '../test/cli-in-process.ts'
import { flagsOf, pages } from './pages.ts'
import { startServer } from './server.ts'
import { startUpstream } from './upstream.ts'
import type { Places, RealStack, Wrong } from './types.ts'

/** The result of `prove` for one stack. */
export interface Proof {
  /** The faults that remain after the printed fixes, with the observed causes; empty if all fixes work. */
  problems: readonly string[]
  milliseconds: number
}

/**
 * Proves the fixes of a stack: starts each wrong server, diagnoses it, inserts the printed block at the place
 * that its comment names, starts the server again, and verifies it. Proves the block of `cors-verify config`
 * in the same way.
 */
export async function prove(stack: RealStack): Promise<Proof> {
  const started = performance.now()
  const upstream = await startUpstream()
  const known = new Map<string, string[]>()
  /** Equal blocks with equal options are proven once. */
  const provenOnce = async (block: string, options: VerifyOptions): Promise<string[]> => {
    const key = JSON.stringify([block, options])
    const problems = known.get(key) ?? (await problemsOf(stack, block, options, upstream.port))
    known.set(key, problems)
    return problems
  }
  const problems: string[] = []
  const note = async (title: string, found: () => Promise<string[]>) => {
    const messages = await found().catch((error: unknown) => [
      error instanceof Error ? error.message : String(error),
    ])
    problems.push(...messages.map((message) => `${title}: ${message}`))
  }
  try {
    for (const wrong of stack.wrong)
      await note(wrong.title, async () => {
        const options = optionsOf(stack, wrong)
        const report = await reportOf(stack, wrong.places, options, upstream.port)
        return provenOnce(printedFix(report, stack.id), options)
      })
    await note('cors-verify config', async () => {
      const options = optionsOf(stack)
      return provenOnce(await printedConfig(stack.id, options), options)
    })
  } finally {
    await upstream.close()
  }
  return { problems, milliseconds: performance.now() - started }
}

function optionsOf(stack: RealStack, wrong?: Wrong): VerifyOptions {
  return {
    ...pages,
    ...stack.options,
    ...wrong?.options,
    ...(wrong?.named && { stack: stack.id }),
    browser: 'none',
    dangerouslyIgnoreCertificates: true,
    // Generous, for a busy machine.
    timeoutSeconds: 60,
    runTimeoutSeconds: 300,
  }
}

async function reportOf(
  stack: RealStack,
  places: Places,
  options: VerifyOptions,
  upstream: number,
): Promise<Report> {
  const server = await startServer(stack, places, upstream)
  const front = await startTlsFront(server.port)
  try {
    return await verify(`${apiOrigin}${stack.path ?? '/api/items'}`, {
      ...options,
      resolve: { 'api.example.com:443': `127.0.0.1:${front.port}` },
    })
  } finally {
    await front.close()
    await server.stop()
  }
}

/** Returns the block of the first finding, as the report prints it. */
function printedFix({ verdict, findings }: Report, id: string): string {
  const [first] = findings
  if (first?.severity !== 'broken' && first?.severity !== 'critical')
    throw new Error(`the wrong server has the verdict ${verdict}`)
  const fix = first.fix.find(({ stack }) => stack === id)
  if (!fix) {
    const shown = first.fix.map(({ stack }) => stack).join(', ') || 'none'
    throw new Error(`the fix of "${first.title}" is for ${shown}`)
  }
  if (fix.block === undefined) throw new Error(`the fix of "${first.title}" has no block`)
  return fix.block
}

/** Returns the standard output of `cors-verify config`. */
async function printedConfig(id: string, options: VerifyOptions): Promise<string> {
  const { code, stdout, stderr } = await runHere(['config', id, ...flagsOf(options)])
  if (code !== 0) throw new Error(stderr.trim())
  return stdout.trimEnd()
}

/** Returns the faults that are still found after a block has been inserted. */
async function problemsOf(
  stack: RealStack,
  block: string,
  options: VerifyOptions,
  upstream: number,
): Promise<string[]> {
  const places = stack.place?.(block) ?? { cors: block }
  const report = await reportOf(stack, places, options, upstream)
  if (report.verdict === 'ok' && report.complete) return []
  const left = report.findings
    .filter(({ severity }) => severity !== 'info')
    .map(
      ({ code, cause, severity, observed }) =>
        `with the printed fix, ${severity} ${code}${cause === undefined ? '' : ` (${cause})`}: ${observed}`,
    )
  const messages =
    left.length > 0 ? left : [`with the printed fix, the verdict is ${report.verdict}`]
  return [...messages, `the printed fix is\n${block}`]
}
