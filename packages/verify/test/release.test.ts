import { validateWorkflow } from '@action-validator/core'
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { newestEntry, releaseProblems, tagPrefix } from '../release/release-problems.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const changelog = read('../CHANGELOG.md')
const { version, files } = JSON.parse(read('../package.json')) as {
  version: string
  files: string[]
}

interface Workflow {
  on: { push: { tags: string[] } }
  jobs: {
    release: {
      permissions: Record<string, string>
      steps: { run?: string; env?: Record<string, string> }[]
    }
  }
}

const workflows = '../../../.github/workflows/'
const workflow = parse(read(`${workflows}release-cors-verify.yml`)) as Workflow
const { release } = workflow.jobs

describe('CHANGELOG.md', () => {
  it('has the version of package.json as its newest entry, and is in the package', () => {
    assert.equal(newestEntry(changelog)?.version, version)
    assert.ok(files.includes('CHANGELOG.md'))
  })

  it('has only the headings of Keep a Changelog', () => {
    const entry = /^## \[\d+\.\d+\.\d+\] - (?:\d{4}-\d\d-\d\d|Unreleased)$/
    const change = /^### (?:Added|Changed|Deprecated|Removed|Fixed|Security)$/
    const headings = changelog.split('\n').filter((line) => line.startsWith('##'))
    for (const heading of headings)
      assert.match(heading, heading.startsWith('###') ? change : entry)
    assert.ok(headings.length > 1)
  })
})

describe('a release', () => {
  const dated = '# Changelog\n\n## [1.2.0] - 2026-12-01\n\n### Added\n\n## [1.1.0] - 2026-11-01\n'
  const right = { tag: `${tagPrefix}1.2.0`, version: '1.2.0', changelog: dated }

  it('of which tag, version and changelog agree → has no problem', () => {
    assert.deepEqual(releaseProblems(right), [])
  })

  for (const [name, difference, problem] of [
    ['another tag', { tag: `${tagPrefix}1.2.1` }, /The tag is "cors-verify-v1\.2\.1" .*1\.2\.0\.$/],
    ['a tag without the prefix', { tag: 'v1.2.0' }, /The tag is "v1\.2\.0"/],
    ['an older entry', { changelog: dated.replace('1.2.0', '1.1.9') }, /is 1\.1\.9: .* 1\.2\.0\.$/],
    [
      'an entry without a date',
      { changelog: dated.replace('2026-12-01', 'Unreleased') },
      /the date "Unreleased"/,
    ],
    ['no entry', { changelog: '# Changelog\n' }, /has no entry/],
  ] as const)
    it(`with ${name} → one problem`, () => {
      const problems = releaseProblems({ ...right, ...difference })
      assert.equal(problems.length, 1)
      assert.match(problems[0] ?? '', problem)
    })

  it('with another version in package.json → both the tag and the changelog disagree', () => {
    assert.equal(releaseProblems({ ...right, version: '2.0.0' }).length, 2)
  })
})

describe('the release workflow', () => {
  it('runs on tags of this package alone, and may sign a provenance', () => {
    assert.deepEqual(workflow.on, { push: { tags: [`${tagPrefix}*`] } })
    assert.deepEqual(release.permissions, { contents: 'read', 'id-token': 'write' })
  })

  it('checks the versions, runs all tests, and only then packs and publishes', () => {
    const scripts = release.steps.flatMap(({ run }) => run ?? [])
    const wanted = [
      'node packages/verify/release/check-release.ts "$GITHUB_REF_NAME"',
      'npm run test:all',
      'pack --out release.tgz',
      'npm publish "$GITHUB_WORKSPACE/release.tgz" --provenance --access public',
    ]
    const order = wanted.map((text) => scripts.findIndex((script) => script.includes(text)))
    assert.ok(!order.includes(-1), String(order))
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
    assert.equal(order.at(-1), scripts.length - 1)
  })

  it('uses the secret only in the step that publishes', () => {
    const withSecret = release.steps.filter((step) => JSON.stringify(step).includes('secrets.'))
    assert.equal(withSecret.length, 1)
    assert.match(withSecret[0]?.run ?? '', /^npm publish /)
  })
})

describe('the workflows', () => {
  for (const name of readdirSync(new URL(workflows, import.meta.url)))
    it(`${name} is valid, and no expression is in a script`, () => {
      const text = read(workflows + name)
      assert.deepEqual(validateWorkflow(text).errors, [])
      assert.notDeepEqual(validateWorkflow(text.replace('runs-on:', 'run-on:')).errors, [])
      const { jobs } = parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> }
      for (const { steps } of Object.values(jobs))
        for (const { run = '' } of steps) assert.doesNotMatch(run, /\$\{\{/)
    })
})
