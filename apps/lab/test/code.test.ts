import { setUps } from 'cors-verify/servers'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOfRegion, codeOfVerifySetUp } from '../src/scenarios/_code.ts'
import { ownSetUp, verifySetUp } from '../src/scenarios/_helpers.ts'

test('a set-up of the verifier is shown without what only the verifier needs', () => {
  for (const { id, file } of setUps) {
    const code = codeOfVerifySetUp(file)
    assert.match(code, /^\/\/ (?:WRONG ON PURPOSE|UNUSUAL, AND RIGHT): /, id)
    assert.doesNotMatch(code, /from '\.|^\s*(?:title|stack|stands|expects):|SetUp\b/m, id)
    assert.equal(code.includes('const rightCors = {'), /\brightCors\b/.test(code), id)
    assert.equal(code.includes('const allowedOrigins = ['), code.includes('allowedOrigins'), id)
  }
})

test('a set-up of the verifier is taken by its id, with its place in this repository', async () => {
  const setUp = verifySetUp('node-without-cors')
  assert.equal(setUp.file, 'packages/verify/servers/broken/node-without-cors.ts')
  const { port, close } = await setUp.listen()
  assert.ok(port > 0)
  await close()
  assert.throws(() => verifySetUp('none'), /has no set-up "none"/)
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
    () => ownSetUp(import.meta.url, 'none', () => Promise.reject(new Error('unused'))),
    /apps\/lab\/test\/code\.test\.ts needs "\/\/ #region none"/,
  )
})
