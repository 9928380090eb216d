import { corsPolicy, definePolicy } from '@repo/config'
import { apps, firstPageBytes } from '../first-page.ts'
import type { Goal } from '../goal.ts'
import { startServer } from '../server-process.ts'

const starts = 7

export const firstLoad: Goal = {
  id: 'first-load',
  title: 'JavaScript at first load beside an empty app of create-vue, and the start of the API',

  async measure({ file }) {
    const [bare, installed, ours] = await startUps(
      ['fastify-bare', 'installed/fastify-bare', 'ours'],
      file,
    )
    const web = await firstPageBytes(apps.ours)
    const createVue = await firstPageBytes(apps.createVue)
    return [
      { what: 'JavaScript at first load, gzip', measured: web / 1000, unit: 'kB' },
      {
        what: 'create-vue with router and pinia, which does nothing',
        measured: createVue / 1000,
        unit: 'kB',
      },
      { what: 'ratio to create-vue', measured: web / createVue, unit: '×', atMost: 1.2 },
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
