import { validateWorkflow } from '@action-validator/core'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { createCommand } from '../src/cli/command.ts'
import { tagPrefix } from '../release/release-problems.ts'
import { readAction } from './action-runner.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
// The whole path, as the test of links in code resolves it.
const text = read('../../../packages/verify/docs/ci.md')
const { version } = JSON.parse(read('../package.json')) as { version: string }

const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(
    ([, code = '']) => code,
  )

interface Step {
  uses?: string
  with?: Record<string, string>
}

describe('packages/verify/docs/ci.md', () => {
  const [github = '', gitlab = ''] = blocks('yaml')

  it('the workflow → is valid, and uses inputs that the action has', async () => {
    assert.deepEqual(validateWorkflow(github).errors, [])
    const { jobs } = parse(github) as { jobs: { cors: { steps: Step[] } } }
    const step = jobs.cors.steps.find(({ uses = '' }) => uses.includes('/packages/verify@'))
    const { inputs } = await readAction(new URL('..', import.meta.url).pathname)
    const used = Object.keys(step?.with ?? {})
    assert.ok(used.length > 5)
    for (const name of used) assert.ok(name in inputs, name)
  })

  it('names the tag of the version everywhere', () => {
    const tags = [...text.matchAll(/cors-verify-v\d[\w.]*\d/g)].map(([tag]) => tag)
    assert.deepEqual([...new Set(tags)], [tagPrefix + version])
  })

  it('the commands of GitLab and of the shell → have flags that exist', () => {
    const { cors } = parse(gitlab) as { cors: { script: string[] } }
    const commands = [...cors.script, ...blocks('sh')].join('\n')
    const known = createCommand('0').options.map(({ long }) => long ?? '')
    const calls = commands.replaceAll('\\\n', ' ').matchAll(/run -s cors-verify -- (.*)$/gm)
    const flags = [...calls].flatMap(([, call = '']) => call.match(/--[a-z-]+/g) ?? [])
    assert.ok(flags.length > 6)
    for (const flag of flags) assert.ok(known.includes(flag), flag)
  })
})
