import { fileURLToPath } from 'node:url'
import { buildSite } from './build-site.ts'

// Writes the lab as a static site: npm run build:lab

// GitHub Actions sets both.
const { GITHUB_SERVER_URL: host, GITHUB_REPOSITORY: name } = process.env
const repository = host && name ? `${host}/${name}` : undefined

const outDir = fileURLToPath(new URL('../dist/', import.meta.url))
try {
  const count = await buildSite(outDir, repository)
  console.log(`${count} pages in apps/lab/dist. Any host of static files can serve them.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
