import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fixInStack, stackTabs } from '../src/page/fixes/fix-in-stack.ts'
import { scenarioFixes } from '../src/page/fixes/scenario-fixes.ts'
import { lineDiff } from '../src/page/reading/line-diff.ts'
import { loadScenarios } from '../src/server/scenarios.ts'

const fixes = Object.entries(scenarioFixes)
const diffOf = (before: string, code: string) =>
  lineDiff(before, code)
    .filter(({ kind }) => kind !== 'same')
    .map(({ kind, text }) => `${kind === 'added' ? '+' : '-'}${text.trim()}`)

describe('fixInStack', () => {
  it('each fix → is that of a scenario with a fixed configuration', async () => {
    const { scenarios } = await loadScenarios()
    const fixed = scenarios.flatMap(({ id, scenario }) => (scenario.right ? id : []))
    assert.deepEqual(
      fixes.map(([id]) => id).filter((id) => !fixed.includes(id)),
      [],
    )
  })

  for (const { id, label } of stackTabs)
    it(`${label} → states every fix; a diff has at most three lines of each kind`, () => {
      for (const [scenario, fix] of fixes) {
        const { change = '', before, code = '', where } = fixInStack(id, fix)
        assert.notEqual(change + code, '', scenario)
        assert.doesNotMatch(change, /^\./, scenario)
        assert.equal(where === undefined, code === '', scenario)
        if (before === undefined) continue
        const diff = diffOf(before, code)
        const removed = diff.filter((line) => line.startsWith('-')).length
        assert.ok(diff.length > 0, scenario)
        assert.ok(removed <= 3 && diff.length - removed <= 3, `${scenario}\n${diff.join('\n')}`)
      }
    })

  const wrongMethods = scenarioFixes['methods-left-to-default']
  for (const [id, diff] of [
    [
      'fastify',
      [
        "-methods: ['GET', 'HEAD', 'POST'],",
        "+methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],",
      ],
    ],
    [
      'starlette',
      [
        '-allow_methods=["GET", "HEAD", "POST"],',
        '+allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],',
      ],
    ],
    [
      'rs-cors',
      [
        '-AllowedMethods:   []string{"GET", "HEAD", "POST"},',
        '+AllowedMethods:   []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"},',
      ],
    ],
    [
      'nginx',
      [
        '-map $request_method $cors_methods { OPTIONS "GET, HEAD, POST"; }',
        '+map $request_method $cors_methods { OPTIONS "GET, HEAD, POST, PUT, PATCH, DELETE"; }',
      ],
    ],
  ] as const)
    it(`methods left to the default, ${id} → a diff of the line with the methods`, () => {
      assert.ok(wrongMethods)
      const { before = '', code = '', change } = fixInStack(id, wrongMethods)
      assert.deepEqual(diffOf(before, code), diff)
      assert.equal(change, undefined)
    })

  it('* as an origin → a diff in Express, and none in nginx, whose map has no wildcard', () => {
    const fix = scenarioFixes['03-star-in-development']
    assert.ok(fix)
    assert.ok(fixInStack('express', fix).before?.includes("'*'"))
    const inNginx = fixInStack('nginx', fix)
    assert.equal(inNginx.before, undefined)
    assert.match(inNginx.change ?? '', /whole origins/)
  })

  it('an error page of a proxy → the fix for Fastify is in the proxy, and nginx has the change', () => {
    const fix = scenarioFixes['error-page-of-the-proxy']
    assert.ok(fix)
    assert.match(fixInStack('fastify', fix).change ?? '', /^The proxy in front of @fastify\/cors /)
    assert.match(fixInStack('nginx', fix).change ?? '', /^Add `always` /)
  })
})
