import { readFileSync } from 'node:fs'
import { releaseProblems } from './release-problems.ts'

// Usage: node check-release.ts <tag>. Exits with 1 if tag, package.json and CHANGELOG.md disagree.
const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const { version } = JSON.parse(read('package.json')) as { version: string }
const [tag = ''] = process.argv.slice(2)
const problems = releaseProblems({ tag, version, changelog: read('CHANGELOG.md') })
for (const problem of problems) console.error(problem)
process.exitCode = problems.length === 0 ? 0 : 1
