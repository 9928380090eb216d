import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { validate } from 'dockerfile-utils'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** At least major and minor version: `latest` and `22` name another image after a release. */
const pinned = /^[a-z]+:\d+\.\d+[\w.-]*$/

for (const dockerfile of ['apps/api/Dockerfile', 'apps/web/Dockerfile']) {
  describe(dockerfile, () => {
    const text = read(dockerfile)
    const lines = text.replaceAll('\\\n', '').split('\n')
    const after = (instruction: string) =>
      lines
        .filter((line) => line.startsWith(`${instruction} `))
        .map((line) => line.slice(instruction.length + 1))

    it('passes a linter, and states that no test builds it', () => {
      assert.deepEqual(validate(text), [])
      assert.notDeepEqual(validate(text.replace('EXPOSE', 'EXPOSED')), [])
      assert.match(text, /^# Checked statically .* do not build it\.\n/)
    })

    it('pins its base images, and the pnpm of package.json', () => {
      const stages = after('FROM').map((from) => from.split(' AS ')[1])
      for (const from of after('FROM')) {
        const [image = ''] = from.split(' ')
        assert.ok(stages.includes(image) || pinned.test(image), image)
      }
      const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string }
      for (const run of after('RUN').filter((each) => each.includes('pnpm'))) {
        assert.match(run, new RegExp(`npx --yes ${packageManager} `))
      }
    })

    it('copies only files of the repository that are not ignored, or the output of a stage', () => {
      const allowed = read('.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1))
      for (const copy of after('COPY').filter((each) => !each.startsWith('--from='))) {
        for (const source of copy.split(' ').slice(0, -1)) {
          assert.ok(existsSync(join(root, source)), source)
          assert.ok(
            allowed.some((path) => source === path || source.startsWith(`${path}/`)),
            `${source} is ignored`,
          )
        }
      }
    })

    it('runs as node, not as root, stops on SIGTERM and has a health check', () => {
      assert.deepEqual(after('USER'), ['node'])
      assert.ok(lines.indexOf('USER node') < lines.findIndex((line) => line.startsWith('CMD ')))
      assert.deepEqual(after('STOPSIGNAL'), ['SIGTERM'])
      assert.deepEqual(after('CMD'), ['["node", "dist/server.js"]'])
      const [port] = after('EXPOSE')
      assert.match(
        after('ENV').join(' '),
        new RegExp(`NODE_ENV=production HOST=0\\.0\\.0\\.0 PORT=${port}$`),
      )
      const [script = ''] = /fetch\(.*\)/.exec(after('HEALTHCHECK').join('')) ?? []
      assert.match(script, new RegExp(`127\\.0\\.0\\.1:${port}/`))
      // Nothing listens there: the exit code is 1.
      const unreachable = script.replace(`:${port}/`, ':1/')
      assert.equal(spawnSync(process.execPath, ['-e', unreachable]).status, 1)
    })

    it('contains no secret', () => {
      const code = lines.filter((line) => !line.startsWith('#')).join('\n')
      assert.doesNotMatch(code, /SECRET|PASSWORD|DATABASE_URL/)
    })
  })
}

describe('the packages in the image of the API', () => {
  const { dependencies, devDependencies } = JSON.parse(read('apps/api/package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
  const [, list = ''] = /external: \[([^\]]*)\]/.exec(read('apps/api/rolldown.config.ts')) ?? []
  const external = [...list.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')

  it('are those of production: each stage that the image copies packages from installs with --prod', () => {
    const stages = read('apps/api/Dockerfile').split(/^FROM /m)
    const sources = [...(stages.at(-1) ?? '').matchAll(/--from=(\w+) \S*node_modules/g)]
    assert.ok(sources.length > 0)
    for (const [, name = ''] of sources) {
      const stage = stages.find((each) => each.split('\n', 1)[0]?.endsWith(` AS ${name}`)) ?? ''
      assert.match(stage, / install --frozen-lockfile --prod /, name)
    }
  })

  it('include the packages that the bundle imports, and no development tool', () => {
    assert.ok(external.length > 0)
    // Not installed: an optional package of pg.
    for (const name of external.filter((each) => each !== 'pg-native')) {
      assert.ok(Object.hasOwn(name === 'pino-pretty' ? devDependencies : dependencies, name), name)
    }
    for (const name of ['tsx', 'pino-pretty', 'rolldown']) {
      assert.ok(Object.hasOwn(devDependencies, name) && !Object.hasOwn(dependencies, name), name)
    }
  })
})
