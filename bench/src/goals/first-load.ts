import { corsPolicy, definePolicy } from '@repo/config'
import { firstPageBytes, firstPageLimit } from '../first-page.ts'
import type { Goal } from '../goal.ts'
import { startServer } from '../server-process.ts'

const starts = 7

/** Goal 8. */
export const firstLoad: Goal = {
  id: 'first-load',
  title: 'What a visitor downloads and what a process needs before it answers',

  async measure({ file }) {
    const bare = await startUp('fastify-bare', file)
    const ours = await startUp('ours', file)
    return [
      {
        what: 'JavaScript of the first page, gzip',
        measured: (await firstPageBytes()) / 1000,
        unit: 'kB',
        atMost: firstPageLimit / 1000,
        gates: true,
      },
      { what: 'API ready, CPU', measured: ours / 1000, unit: 'ms' },
      { what: 'API ready, CPU', measured: ours / bare, unit: '× fastify-bare', atMost: 1.5 },
      { what: 'validating 1,000 origins', measured: validation(), unit: 'ms', atMost: 5 },
    ]
  },
}

async function startUp(name: string, file: string): Promise<number> {
  let least = Infinity
  for (let start = 0; start < starts; start += 1) {
    const server = await startServer(name, file)
    const { cpuMicroseconds } = await server.usage()
    least = Math.min(least, cpuMicroseconds)
    await server.stop()
  }
  return least
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
