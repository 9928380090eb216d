import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { prove } from '../stacks/loop.ts'
import { nodeHttp } from '../stacks/npm/node-http.ts'
import { partsOf } from '../stacks/parts.ts'
import { findAll } from '../stacks/program.ts'
import { proveAll, resultLine, summary, type Result } from '../stacks/prove-all.ts'
import { startServer } from '../stacks/server.ts'
import { withoutServer } from '../stacks/table.ts'
import type { Places, RealStack, Wrong } from '../stacks/types.ts'

/** The loop treats each wrong configuration in the same way: the tests repeat one. */
const wrong: Wrong = { title: 'no CORS layer', places: {} }
const server: RealStack = { ...nodeHttp, wrong: [wrong, wrong, wrong] }

const problemsOf = async (changed: Partial<RealStack>) =>
  (await prove({ ...server, ...changed })).problems

const reflecting = {
  cors: `res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  if (req.method === 'OPTIONS') return res.writeHead(204, {
    'Access-Control-Allow-Methods': 'PATCH',
    'Access-Control-Allow-Headers': 'content-type, x-tenant',
  }).end()`,
}

describe('the loop of a stack', { concurrency: 2 }, () => {
  it('a fix that works → no problem', async () => {
    assert.deepEqual(await problemsOf({}), [])
  })

  it('a block in the wrong location → the observed cause and the block, for each wrong configuration', async () => {
    const problems = await problemsOf({ place: (block) => ({ items: block }) })
    const titles = ['no CORS layer', 'cors-verify config'].map((title) =>
      problems.some((problem) =>
        problem.startsWith(
          `${title}: with the printed fix, broken preflight-failed (preflight-not-routed): `,
        ),
      ),
    )
    assert.deepEqual(titles, [true, true], problems.join('\n'))
    assert.ok(problems.some((problem) => problem.includes('const allowed = [')))
  })

  it('a fix that leaves a leak → critical', async () => {
    const problems = await problemsOf({ place: () => reflecting })
    assert.match(
      problems[0] ?? '',
      /with the printed fix, critical disallowed-origin-reads-credentialed/,
    )
  })

  it('a block without the comment that names its location → an error', async () => {
    const place = (block: string): Places => partsOf(block, { cors: '# in server {}' })
    const [problem = ''] = await problemsOf({ place })
    assert.match(problem, /^no CORS layer: The block has no line "# in server \{\}":/)
  })

  it('a “wrong” server without a fault → reported', async () => {
    const right: Wrong = { title: 'nothing', places: { cors: await printedBlock() } }
    assert.deepEqual(await problemsOf({ wrong: [right, right, right] }), [
      ...Array<string>(3).fill('nothing: the wrong server has the verdict ok'),
    ])
  })

  it('responses of another stack → the problem names it', async () => {
    const places = { cors: `res.setHeader('X-Powered-By', 'Express')` }
    const [problem] = await problemsOf({ wrong: [{ title: 'x', places }, wrong, wrong] })
    assert.equal(problem, 'x: the fix of "The server has no CORS layer" is for express')
  })

  it('a server that does not start → its output', async () => {
    const [problem = ''] = await problemsOf({
      files: () => ({ 'server.mjs': 'throw new Error("no port")' }),
    })
    assert.match(problem, /^no CORS layer: the server ended \(1\):\n[^]*no port/)
  })
})

describe('a server of the loop', () => {
  it('stopped → its process has ended, and its folder is deleted', async () => {
    const noted: string[] = []
    const files: RealStack['files'] = (places, address) => {
      noted.push(address.folder)
      return server.files(places, address)
    }
    const { port, stop } = await startServer({ ...server, files }, {}, 0)
    assert.equal((await fetch(`http://127.0.0.1:${port}/api/items`)).status, 200)
    await stop()
    await assert.rejects(fetch(`http://127.0.0.1:${port}/api/items`))
    assert.deepEqual(
      noted.map((folder) => existsSync(folder)),
      [false],
    )
  })
})

describe('the result of npm run stacks', () => {
  const works: Result = { stack: server, version: 'Node 20.20', problems: [], milliseconds: 1234 }
  const fails: Result = { ...works, problems: ['a: b\nc'] }
  const absent: Result = { stack: { ...server, id: 'gin' }, missing: 'apt install golang-go' }

  it('all work → exit code 0', () => {
    assert.deepEqual(summary([works]), {
      text: '1 of 1 stacks: the printed fix works',
      exitCode: 0,
    })
  })

  it('one does not work → exit code 1', () => {
    assert.deepEqual(summary([works, fails]), {
      text: '1 of 2 stacks: the printed fix works',
      exitCode: 1,
    })
  })

  it('one cannot run → named with the reason, and not counted', () => {
    assert.deepEqual(summary([works, absent]), {
      text: '1 of 1 stacks: the printed fix works\nCannot run here:\n  gin: apt install golang-go',
      exitCode: 0,
    })
  })

  it('none can run → exit code 1', () => {
    assert.equal(summary([absent]).exitCode, 1)
  })

  it('stacks without a real server → named, with the documentation; one that runs is not', () => {
    const lines = withoutServer().split('\n')
    assert.ok(lines.includes('  spring-mvc: Spring Framework 6.2'))
    assert.ok(!lines.some((line) => line.startsWith('  gin:')))
  })

  it('lines → the state, the version, each problem', () => {
    assert.equal(resultLine(works), 'ok   node-http           Node 20.20, wrong in 3 ways, 1.2 s')
    assert.equal(
      resultLine(fails),
      'NOT  node-http           Node 20.20, wrong in 3 ways, 1.2 s\n     a: b\n     c',
    )
    assert.equal(resultLine(absent), '--   gin                 not here: apt install golang-go')
  })

  it('stacks whose program is missing → not started', async () => {
    const missing = { missing: 'apt install x' }
    const files = () => assert.fail('started')
    const stack = { ...server, find: () => missing, files }
    assert.deepEqual(await proveAll([stack], () => {}), [{ stack, ...missing }])
  })
})

describe('the programs of a stack', () => {
  const node = { name: 'Node', debian: 'nodejs', version: ['node', ['-v'], /^v(\d+)/] } as const
  const none = { name: 'X', debian: 'x-server', version: ['no-such-program', [], /./] } as const

  it('all there → their versions', () => {
    const [major = ''] = process.versions.node.split('.')
    assert.deepEqual(findAll(node, node), { version: `Node ${major} and Node ${major}` })
  })

  it('one missing → its package', () => {
    assert.deepEqual(findAll(node, none), { missing: 'apt install x-server' })
  })
})

/** The block that the loop places into a wrong server. */
async function printedBlock(): Promise<string> {
  let printed = ''
  await prove({
    ...server,
    place: (block) => {
      printed = block
      return { cors: block }
    },
  })
  return printed
}
