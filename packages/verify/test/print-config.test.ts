import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, describe, it } from 'node:test'
import { run } from '../src/cli/run.ts'
import { stacks } from '../src/stacks/index.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cors-verify-print-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function outcome(argv: readonly string[], cwd = folder) {
  const texts = { stdout: '', stderr: '' }
  const stream = (name: keyof typeof texts) =>
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        texts[name] += chunk.toString()
        done()
      },
    }) as unknown as NodeJS.WriteStream
  const io = {
    stdin: process.stdin,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    env: {},
    folder: cwd,
  }
  const code = await run(argv, io)
  return { code, ...texts }
}

const policy = [
  ...['--origin', 'https://app.example.com,https://admin.example.com', '--credentials'],
  ...['--method', 'PATCH', '--header', 'content-type', '--expose', 'ETag', '--max-age', '600'],
]

describe('cors-verify config', () => {
  it('a stack and the flags of a policy → the configuration alone, with its location in a comment', async () => {
    const { code, stdout, stderr } = await outcome(['config', 'fastify', ...policy])
    assert.equal(stderr, '')
    assert.equal(code, 0)
    assert.match(stdout, /^\/\/ app\.ts: .*\n/)
    assert.ok(
      stdout.endsWith(
        `await app.register(cors, {
  origin: ['https://app.example.com', 'https://admin.example.com'],
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PATCH'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['etag'],
  maxAge: 600,
})
`,
      ),
      stdout,
    )
  })

  it('flags before the stack → the same', async () => {
    const first = await outcome(['config', ...policy, 'nginx'])
    assert.equal(first.code, 0)
    assert.equal(first.stdout, (await outcome(['config', 'nginx', ...policy])).stdout)
  })

  it('each stack → a configuration', async () => {
    for (const { id, only } of stacks) {
      const { code, stdout } = await outcome(['config', id, ...policy])
      assert.equal(code, 0, id)
      // Stacks without CORS settings (`only`) have no value of the policy. A pattern escapes dots.
      const text = stdout.replaceAll('\\', '')
      assert.ok(only !== undefined || text.includes('app.example.com'), id)
      // MinIO has no maximum age.
      assert.ok(only !== undefined || id === 'minio' || stdout.includes('600'), id)
      assert.ok(stdout.endsWith('\n'), id)
    }
  })

  it('a service without comments → valid JSON', async () => {
    const { stdout, stderr } = await outcome(['config', 's3', ...policy])
    assert.match(stderr, /^[^\n]*S3[^\n]*: .*cors\.json.*\n$/i)
    assert.ok(JSON.parse(stdout))
  })

  it('a configuration file → its policy; its target is not needed, and a flag overrides its entry', async () => {
    const file = join(folder, 'policy.json')
    const origins = ['https://app.example.com']
    await writeFile(file, JSON.stringify({ origins, methods: ['PUT'], maxAgeSeconds: 30 }))
    const { code, stdout } = await outcome([
      'config',
      'express',
      '--config',
      file,
      '--max-age',
      '60',
    ])
    assert.equal(code, 0)
    assert.match(stdout, /methods: \['GET', 'HEAD', 'POST', 'PUT'\]/)
    assert.match(stdout, /maxAge: 60,/)
  })

  for (const [id, names] of [
    ['ngnix', 'Did you mean nginx'],
    ['sinatra', 'Did you mean rack-cors?'],
    ['cobol', 'Use one of fastify, express'],
    ['fastapi', 'Did you mean starlette?'],
    ['go', 'Did you mean rs-cors or gorilla or jub0bs-cors?'],
    ['spring', 'Did you mean spring-mvc or spring-security?'],
    ['aws', 'aws-api-gateway-http or aws-sam'],
  ] as const)
    it(`the unknown stack ${id} → exit code 2 and the nearest names`, async () => {
      const { code, stdout, stderr } = await outcome(['config', id, ...policy])
      assert.deepEqual([code, stdout], [2, ''])
      assert.ok(stderr.includes(`<stack> "${id}": is not a stack. `), stderr)
      assert.ok(stderr.includes(names), stderr)
    })

  it('no stack and no origin → both problems at once', async () => {
    const { code, stderr } = await outcome(['config'])
    assert.equal(code, 2)
    assert.match(stderr, /2 problems/)
    assert.match(stderr, /<stack>: is missing\. Use one of /)
    assert.match(stderr, /--origin: is missing/)
  })

  it('a second stack, and an unknown flag → named', async () => {
    const { stderr } = await outcome(['config', 'nginx', 'caddy', '--orgin', 'https://a.example'])
    assert.match(stderr, /"caddy": is an unexpected argument/)
    assert.match(stderr, /--orgin.*is not a flag/)
  })

  it('--help → the help', async () => {
    assert.match((await outcome(['config', '--help'])).stdout, /config nginx/)
  })
})

describe('the flags of fixes in a run', () => {
  for (const [argv, problem] of [
    [['--stack', 'fastfy'], '--stack "fastfy": is not a stack. Did you mean fastify'],
    [['--max-age', '-1'], '--max-age "-1": is not a number of seconds'],
    [['--max-age', '1.5'], '--max-age "1.5": is not a number of seconds'],
    [['--max-age', 'x'], '--max-age "x": is not a number.'],
  ] as const)
    it(`${argv.join(' ')} → exit code 2`, async () => {
      const url = 'https://api.example.com/items'
      const { code, stderr } = await outcome([url, '--origin', 'https://app.example.com', ...argv])
      assert.equal(code, 2)
      assert.ok(stderr.includes(problem), stderr)
    })
})
