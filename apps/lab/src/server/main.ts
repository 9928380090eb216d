import pc from 'picocolors'
import { labPort } from '../shared/origins.ts'
import { LabError } from './lab-error.ts'
import { startLab } from './start-lab.ts'

try {
  await serve(readPort())
} catch (error) {
  if (!(error instanceof LabError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

/** Starts the lab, prints its URL, and closes it on SIGINT, SIGTERM and SIGHUP. */
async function serve(port: number): Promise<void> {
  const lab = await startLab({ port })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      // Exit after 2 s even if closing does not finish.
      setTimeout(() => process.exit(0), 2000).unref()
      void lab.close().finally(() => process.exit(0))
    })
  }
  console.log(`  ${pc.bold('Lab')}  ${pc.cyan(lab.origin)}`)
}

function readPort(): number {
  const given = process.env['LAB_PORT'] || String(labPort)
  const port = Number(given)
  if (/^\d+$/.test(given) && port > 0 && port <= 65_535) return port
  throw new LabError(`PORT_INVALID  LAB_PORT "${given}": use an integer from 1 to 65535.`)
}
