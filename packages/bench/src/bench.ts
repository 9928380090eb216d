import { cpus, loadavg } from 'node:os'
import { buildServers } from './build.ts'
import { callgrindMissing } from './callgrind.ts'
import { limits, measureLayer, measurePreflight } from './cors-cost.ts'
import { apps, firstPageBytes } from './first-page.ts'
import { makeFixture } from './fixture.ts'
import { measurePages } from './list-page.ts'
import { measurePeers } from './peers.ts'

// Measures everything that docs/performance.md reports, and prints it.

const load = () => (loadavg()[0] ?? 0).toFixed(1)
const print = (name: string, value: string) => console.log(`  ${name.padEnd(52)} ${value}`)
const count = (value: number) => `${value.toLocaleString('en')} instructions`

console.log(`Node ${process.versions.node}, ${cpus().length} cores, load ${load()}\n`)
await buildServers()
const fixture = await makeFixture(1000)

console.log("Server's CPU per request, plain Fastify = 1.00")
for (const [workload, cpu] of Object.entries(await measurePeers(fixture))) {
  const unit = cpu['fastify-plugins']
  for (const [name, microseconds] of Object.entries(cpu)) {
    const ratio = (microseconds / unit).toFixed(2)
    print(`${workload}, ${name}`, `${ratio}  (${microseconds.toFixed(0)} µs)`)
  }
}
console.log(`  load ${load()}\n`)

console.log('CORS')
if (callgrindMissing) console.log(`  not measured: ${callgrindMissing}`)
else {
  const { allowed, disallowed, growth } = await measureLayer()
  print(`layer of a GET, allowed origin (limit ${limits.layer})`, count(allowed))
  print(`layer of a GET, disallowed origin (limit ${limits.layer})`, count(disallowed))
  print(`GET, 10,000 origins to 3 (limit ${limits.growth})`, growth.allowed.toFixed(3))
  const { api, corsOnly, ratio } = await measurePreflight()
  print('preflight', count(api))
  print('preflight of an app with CORS alone', count(corsOnly))
  print(`ratio (limit ${limits.preflight})`, ratio.toFixed(3))
  console.log('\nPage of 1,000,000 items to one of 1,000, in instructions')
  const pages = await measurePages(fixture)
  print('first page', pages.first.toFixed(3))
  print('last page', pages.last.toFixed(3))
}

console.log('\nJavaScript of the first page, gzip')
const thisApp = await firstPageBytes(apps.thisApp)
const createVue = await firstPageBytes(apps.createVue)
print('this app', `${(thisApp / 1000).toFixed(2)} kB`)
print('create-vue with router and pinia', `${(createVue / 1000).toFixed(2)} kB`)
print('ratio', (thisApp / createVue).toFixed(2))
await fixture.remove()
