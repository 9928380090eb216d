import { corsPolicy, definePolicy } from '@repo/config'
import { firstPageBytes, firstPageLimit } from '../first-page.ts'
import type { Goal } from '../goal.ts'
import { startServer } from '../server-process.ts'

const starts = 7

export const firstLoad: Goal = {
  id: 'first-load',
  title: 'The bytes that a visitor downloads, and the start of the API',

  async measure({ file }) {
    const [bare, installed, ours] = await startUps(
      ['fastify-bare', 'installed/fastify-bare', 'ours'],
      file,
    )
    return [
      {
        what: 'JavaScript of the first page, gzip',
        measured: (await firstPageBytes()) / 1000,
        unit: 'kB',
        atMost: firstPageLimit / 1000,
        gates: true,
      },
      { what: 'API ready, CPU', measured: ours / 1000, unit: 'ms' },
      {
        what: 'to bare Fastify that is installed, not bundled',
        measured: ours / installed,
        unit: '×',
      },
      {
        what: 'to bare Fastify that is bundled as the API is',
        measured: ours / bare,
        unit: '×',
      },
      { what: 'validating 1,000 origins', measured: validation(), unit: 'ms', atMost: 5 },
    ]
  },
}

/** The least CPU each has needed, in microseconds; they start in turn. */
async function startUps<T extends string[]>(names: [...T], file: string) {
  const least = names.map(() => Infinity)
  for (let start = 0; start < starts; start += 1) {
    for (const [index, name] of names.entries()) {
      const server = await startServer(name, file)
      const { cpuMicroseconds } = await server.usage()
      least[index] = Math.min(least[index] ?? Infinity, cpuMicroseconds)
      await server.stop()
    }
  }
  return least as { [Index in keyof T]: number }
}

function validation(): number {
  const allowedOrigins = Array.from({ length: 1000 }, (_, n) => `https://tenant-${n}.acme.dev`)
  const config = { ...corsPolicy, apiOrigin: 'https://api.acme.dev', allowedOrigins }
  let least = Infinity
  for (let round = 0; round < starts; round += 1) {
    const started = performance.now()
    definePolicy('bench', config)
    least = Math.min(least, performance.now() - started)
  }
  return least
}
