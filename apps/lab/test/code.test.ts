import { servers } from 'cors-verify/servers'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineDiff } from '../src/page/reading/line-diff.ts'
import { codeOfRegion, codeOfVerifyServer } from '../src/scenarios/_code.ts'
import { ownServer, verifyServer } from '../src/scenarios/_helpers.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

test('a server of the verifier is shown without what only the verifier needs', () => {
  for (const { id, file } of servers) {
    const code = codeOfVerifyServer(file)
    assert.match(code, /^\/\/ (?:WRONG ON PURPOSE|UNUSUAL, AND RIGHT): /, id)
    assert.doesNotMatch(code, /from '\.|^\s*(?:title|stack|stands|expects):|TestServer\b/m, id)
    assert.equal(code.includes('const rightCors = {'), /\brightCors\b/.test(code), id)
    assert.equal(code.includes('const allowedOrigins = ['), code.includes('allowedOrigins'), id)
  }
})

test('a server of the verifier is taken by its id, with its place in this repository', async () => {
  const server = verifyServer('node-without-cors')
  assert.equal(server.file, 'packages/verify/servers/broken/node-without-cors.ts')
  const { port, close } = await server.listen()
  assert.ok(port > 0)
  await close()
  assert.throws(() => verifyServer('none'), /has no server "none"/)
})

test('a proxy is shown with the API behind it, which a mended one shares', () => {
  const wrong = verifyServer('proxy-adds-star').code
  assert.match(
    wrong,
    /\n\/\/ Behind the proxy: .*\nawait serveNodeHttp\(rightCors\)\n\nserveProxy\(\{\n/,
  )
  const ofServersOfItsOwn = verifyServer('proxy-one-of-two').code
  assert.doesNotMatch(ofServersOfItsOwn, /Behind the proxy/)
})

test('what mends a server is a small edit of it: two lines of five stay, or more', async () => {
  const { scenarios } = await loadScenarios()
  for (const { id, scenario } of scenarios) {
    if (!scenario.right) continue
    const lines = lineDiff(scenario.wrong.server.code, scenario.right.server.code)
    const same = lines.filter(({ kind }) => kind === 'same').length
    assert.ok(same / lines.length >= 0.4, `${id}: ${same} of ${lines.length} lines stay`)
  }
})

test('a region is shown outdented and without the field it is the value of', () => {
  const text = [
    '  // #region one',
    '  listen: () =>',
    '    serve((app) => {',
    '      app.use()',
    '    }),',
    '  // #endregion',
    '// #region two',
    'const two = 2',
    '// #endregion',
  ].join('\n')
  assert.equal(codeOfRegion(text, 'one'), 'serve((app) => {\n  app.use()\n})')
  assert.equal(codeOfRegion(text, 'two'), 'const two = 2')
  assert.equal(codeOfRegion(text, 'three'), undefined)
})

test('a scenario without its region is told which lines it needs', () => {
  assert.throws(
    () => ownServer(import.meta.url, 'none', () => Promise.reject(new Error('unused'))),
    /apps\/lab\/test\/code\.test\.ts needs "\/\/ #region none"/,
  )
})
