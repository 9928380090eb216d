import { servers } from 'cors-verify/servers'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineDiff } from '../src/page/reading/line-diff.ts'
import { codeOfRegion, codeOfVerifyServer } from '../src/scenarios/_code.ts'
import { ownServer, verifyServer } from '../src/scenarios/_helpers.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

test('the code of a cors-verify server → without the parts that only cors-verify needs', () => {
  for (const { id, file } of servers) {
    const code = codeOfVerifyServer(file)
    assert.match(code, /^\/\/ (?:WRONG ON PURPOSE|UNUSUAL, AND RIGHT): /, id)
    assert.doesNotMatch(code, /from '\.|^\s*(?:title|stack|stands|expects):|TestServer\b/m, id)
    assert.equal(code.includes('const rightCors = {'), /\brightCors\b/.test(code), id)
    assert.equal(code.includes('const allowedOrigins = ['), code.includes('allowedOrigins'), id)
  }
})

test('the id of a cors-verify server → the server, with its path in this repository', async () => {
  const server = verifyServer('node-without-cors')
  assert.equal(server.file, 'packages/verify/servers/broken/node-without-cors.ts')
  const { port, close } = await server.listen()
  assert.ok(port > 0)
  await close()
  assert.throws(() => verifyServer('none'), /has no server "none"/)
})

test('the code of a proxy → with the API behind it, if the fixed proxy has the same one', () => {
  const wrong = verifyServer('proxy-adds-star').code
  assert.match(
    wrong,
    /\n\/\/ Behind the proxy: .*\nawait serveNodeHttp\(rightCors\)\n\nserveProxy\(\{\n/,
  )
  const withOwnServers = verifyServer('proxy-one-of-two').code
  assert.doesNotMatch(withOwnServers, /Behind the proxy/)
})

test('the fixed server of each scenario → at least two of five lines are the same', async () => {
  const { scenarios } = await loadScenarios()
  for (const { id, scenario } of scenarios) {
    if (!scenario.right) continue
    const lines = lineDiff(scenario.wrong.server.code, scenario.right.server.code)
    const same = lines.filter(({ kind }) => kind === 'same').length
    assert.ok(same / lines.length >= 0.4, `${id}: ${same} of ${lines.length} lines are the same`)
  }
})

test('a region → outdented, and without the name of the property whose value it is', () => {
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

test('a scenario without its region → an error that names the missing comment', () => {
  assert.throws(
    () => ownServer(import.meta.url, 'none', () => Promise.reject(new Error('unused'))),
    /apps\/lab\/test\/code\.test\.ts needs "\/\/ #region none"/,
  )
})
