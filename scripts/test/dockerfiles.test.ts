import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { validate } from 'dockerfile-utils'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Major and minor at least: `latest` and `22` are another image tomorrow. */
const pinned = /^[a-z]+:\d+\.\d+[\w.-]*$/

for (const dockerfile of ['apps/api/Dockerfile', 'apps/web/Dockerfile']) {
  describe(dockerfile, () => {
    const text = read(dockerfile)
    const lines = text.replaceAll('\\\n', '').split('\n')
    const after = (instruction: string) =>
      lines
        .filter((line) => line.startsWith(`${instruction} `))
        .map((line) => line.slice(instruction.length + 1))

    it('is a Dockerfile in which a linter finds nothing, and says that nobody ran it here', () => {
      assert.deepEqual(validate(text), [])
      assert.notDeepEqual(validate(text.replace('EXPOSE', 'EXPOSED')), [])
      assert.match(text, /^# Checked statically .* do not build it\.\n/)
    })

    it('pins what it is made from, and the pnpm of package.json', () => {
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

    it('copies only what is in the repository and not ignored, or what a stage has made', () => {
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

    it('runs as node, not as root, stops on SIGTERM and can be asked how it is', () => {
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
      // Nothing listens there: it says so with its code.
      const nobody = script.replace(`:${port}/`, ':1/')
      assert.equal(spawnSync(process.execPath, ['-e', nobody]).status, 1)
    })

    it('holds no secret', () => {
      const code = lines.filter((line) => !line.startsWith('#')).join('\n')
      assert.doesNotMatch(code, /SECRET|PASSWORD|DATABASE_URL/)
    })
  })
}
